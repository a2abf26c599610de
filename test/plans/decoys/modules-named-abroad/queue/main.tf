variable "region" {
  type = string
}

variable "reader" {
  type = string
}

resource "aws_sqs_queue" "us-east-1" {
  name = var.region
  tags = { replica = var.region }
}

data "aws_iam_policy_document" "us-east-1" {
  statement {
    sid       = "us"
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.us-east-1.arn]
    principals {
      type        = "AWS"
      identifiers = [var.reader]
    }
  }
}

resource "aws_sqs_queue_policy" "us-east-1" {
  queue_url = aws_sqs_queue.us-east-1.url
  policy    = data.aws_iam_policy_document.us-east-1.json
}
