provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_subnet" "s" {
  for_each = {
    hamar = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0"
    stray = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0fedcba9876543210"
  }
  vpc_id               = "vpc-0123456789abcdef0"
  cidr_block           = each.key == "hamar" ? "10.0.0.0/24" : "10.0.1.0/24"
  availability_zone_id = "euw1-az1"
  outpost_arn          = each.value
}

resource "aws_instance" "hamar" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "m5.large"
  subnet_id     = aws_subnet.s["hamar"].id
}

resource "aws_instance" "stray" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "m5.large"
  subnet_id     = aws_subnet.s["stray"].id
}

resource "aws_network_interface" "stray" {
  subnet_id = aws_subnet.s["stray"].id
}

resource "aws_instance" "by_interface" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "m5.large"
  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.stray.id
  }
}

resource "aws_lb" "stray" {
  name               = "stray"
  internal           = true
  load_balancer_type = "application"
  subnets            = [aws_subnet.s["stray"].id]
}

resource "aws_db_subnet_group" "stray" {
  name       = "stray"
  subnet_ids = [aws_subnet.s["stray"].id]
}

resource "aws_ebs_snapshot" "in_region" {
  volume_id = "vol-0123456789abcdef0"
}

resource "aws_ebs_volume" "beside" {
  availability_zone = aws_subnet.s["stray"].availability_zone
  size              = 8
  encrypted         = true
}
