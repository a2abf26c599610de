variable "targets" {
  type    = any
  default = {}
}

locals {
  targets = { for each in flatten([for rule, list in var.targets : [for target in list : merge(target, { rule = rule })]]) : each.name => each }
}

resource "aws_cloudwatch_event_target" "t" {
  for_each = local.targets
  rule     = each.value.rule
  arn      = each.value.arn
}
