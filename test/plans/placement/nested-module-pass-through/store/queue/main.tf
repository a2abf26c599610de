variable "name" {
  type = string
}

resource "aws_sqs_queue" "q" {
  count = 2
  name  = "${var.name}-${count.index}"
}
