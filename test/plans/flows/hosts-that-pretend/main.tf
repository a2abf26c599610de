provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sns_topic" "t" {
  name = "t"
}

resource "aws_sns_topic_subscription" "each" {
  for_each = {
    user          = "https://sqs.eu-west-1.amazonaws.com@hooks.example/x"
    suffix        = "https://sqs.eu-west-1.amazonaws.com.hooks.example/x"
    query         = "https://hooks.example/?to=sqs.eu-west-1.amazonaws.com"
    fragment      = "https://hooks.example#sqs.eu-west-1.amazonaws.com"
    path          = "https://hooks.example/sqs.eu-west-1.amazonaws.com/"
    lookalike     = "https://sqs.eu-west-1.amazonaws.co/x"
    number        = "https://203.0.113.7/eu-west-1"
    bucket_global = "https://eu-west-1.s3.amazonaws.com/x"
    bucket_away   = "https://eu-west-1.s3.us-east-1.amazonaws.com/x"
    api_away      = "https://eu-west-1.execute-api.us-east-1.amazonaws.com/prod"
    url_away      = "https://a1b2c3d4e5.lambda-url.us-east-1.on.aws/"
    upper_case    = "HTTPS://SQS.US-EAST-1.AMAZONAWS.COM/x"
  }
  topic_arn = aws_sns_topic.t.arn
  protocol  = "https"
  endpoint  = each.value
}
