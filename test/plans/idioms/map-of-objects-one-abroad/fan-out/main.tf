variable "create" {
  default = true
}

variable "targets" {
  type = any
}

resource "aws_sns_topic" "t" {
  name = "t"
}

resource "aws_sns_topic_subscription" "s" {
  for_each             = { for key, target in var.targets : key => target if var.create }
  topic_arn            = aws_sns_topic.t.arn
  protocol             = each.value.protocol
  endpoint             = each.value.endpoint
  raw_message_delivery = try(each.value.raw, false)
}
