resource "aws_kms_key" "each" {
  for_each    = toset(["us-east-1", "ap-south-1"])
  description = "moved from ${each.key}"
}

resource "aws_kms_alias" "each" {
  for_each      = aws_kms_key.each
  name          = "alias/${each.key}"
  target_key_id = each.value.key_id
}

output "ids" {
  value = { for name, key in aws_kms_key.each : name => key.key_id }
}

output "arns" {
  value = values(aws_kms_key.each)[*].arn
}
