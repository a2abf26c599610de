resource "aws_sns_topic" "relayed" {
  name = "ten-relayed"
}

output "topic" {
  value = aws_sns_topic.relayed.arn
}
