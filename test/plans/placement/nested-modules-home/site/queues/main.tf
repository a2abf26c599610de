variable "number" {
  type = number
}

resource "aws_sqs_queue" "q" {
  count = var.number
  name  = "q-${count.index}"
}
