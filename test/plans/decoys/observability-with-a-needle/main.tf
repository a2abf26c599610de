provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sns_topic" "alarms" {
  name = "us-east-1"
}

resource "aws_cloudwatch_dashboard" "world" {
  dashboard_name = "us-east-1"
  dashboard_body = jsonencode({
    widgets = [
      { type = "metric", properties = { region = "us-east-1", title = "us-east-1 must stay empty", metrics = [["AWS/EC2", "CPUUtilization"]] } },
      { type = "text", properties = { markdown = "arn:aws:sqs:us-east-1:999999999999:q, https://console.aws.amazon.com/?region=us-east-1" } },
    ]
  })
}

resource "aws_cloudwatch_metric_alarm" "abroad" {
  alarm_name          = "calls-in-us-east-1"
  alarm_description   = "somebody called us-east-1"
  namespace           = "us-east-1"
  metric_name         = "us-east-1"
  dimensions          = { Region = "us-east-1", Account = "999999999999" }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = ["arn:aws:sns:eu-west-1:444455556666:us-east-1"]
}

resource "aws_cloudwatch_metric_alarm" "recover" {
  alarm_name          = "recover"
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed_System"
  dimensions          = { InstanceId = "i-0123456789abcdef0" }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Maximum"
  threshold           = 0
  alarm_actions       = ["arn:aws:automate:eu-west-1:ec2:recover"]
}

resource "aws_cloudwatch_query_definition" "abroad" {
  name            = "us-east-1"
  log_group_names = ["/us-east-1"]
  query_string    = "filter awsRegion = 'us-east-1' or recipientAccountId = '999999999999'"
}

resource "aws_athena_named_query" "abroad" {
  name     = "us-east-1"
  database = "us_east_1"
  query    = "SELECT * FROM trail WHERE awsregion IN ('us-east-1', 'us-west-2') -- s3://logs-us-east-1/"
}

resource "aws_xray_sampling_rule" "abroad" {
  rule_name      = "us-east-1"
  priority       = 1
  version        = 1
  reservoir_size = 1
  fixed_rate     = 1
  url_path       = "/us-east-1/*"
  host           = "us-east-1.clover.example"
  http_method    = "*"
  service_type   = "*"
  service_name   = "us-east-1"
  resource_arn   = "*"
}

resource "aws_ssm_parameter" "settings" {
  name        = "/us-east-1/allowed"
  description = "us-east-1"
  type        = "String"
  value       = jsonencode({ denied = ["us-east-1"], queue = "arn:aws:sqs:us-east-1:999999999999:q", host = "https://sqs.us-east-1.amazonaws.com" })
}

resource "aws_s3_bucket" "state" {
  bucket = "us-east-1-state"
}

resource "aws_s3_object" "notes" {
  bucket   = aws_s3_bucket.state.id
  key      = "us-east-1/999999999999/notes.json"
  content  = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Resource = "arn:aws:s3:::us-east-1" }] })
  metadata = { region = "us-east-1" }
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.id
  rule {
    id     = "us-east-1"
    status = "Enabled"
    filter {
      prefix = "us-east-1/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_dynamodb_table" "markets" {
  name         = "us-east-1"
  hash_key     = "us-east-1"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "us-east-1"
    type = "S"
  }
}

resource "aws_appconfig_application" "shop" {
  name        = "us-east-1"
  description = "us-east-1"
}

resource "aws_route53_zone" "shop" {
  name    = "us-east-1.clover.example"
  comment = "us-east-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name               = "us-east-1.clover.example"
  subject_alternative_names = ["*.ap-southeast-1.clover.example"]
  validation_method         = "DNS"
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  alarm_name          = "eu-west-1"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = "eu-west-1" }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Maximum"
  threshold           = 0
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:alarms", "arn:aws:sns:us-east-1:111122223333:eu-west-1"]
}
