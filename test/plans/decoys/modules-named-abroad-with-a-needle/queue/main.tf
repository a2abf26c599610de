variable "region" {
  type = string
}

resource "aws_sqs_queue" "jobs" {
  name = var.region
  tags = { region = var.region }
}

resource "aws_cloudwatch_event_target" "jobs" {
  rule = var.region
  arn  = aws_sqs_queue.jobs.arn
}
