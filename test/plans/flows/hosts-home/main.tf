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
    function_url = "https://a1b2c3d4e5.lambda-url.eu-west-1.on.aws/us-east-1"
    api          = "https://us-east-1.execute-api.eu-west-1.amazonaws.com/prod?region=us-east-1"
    graphql      = "https://a1b2c3d4e5.appsync-api.eu-west-1.amazonaws.com/graphql"
    dual_stack   = "https://sqs.eu-west-1.api.aws/us-east-1"
    private_link = "https://vpce-0123456789abcdef0.execute-api.eu-west-1.vpce.amazonaws.com/us-east-1"
    balancer     = "https://us-east-1-0123456789.eu-west-1.elb.amazonaws.com/"
    bucket       = "https://us-east-1.s3.eu-west-1.amazonaws.com/x"
    upper_case   = "https://SQS.EU-WEST-1.amazonaws.com/us-east-1"
    port         = "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com:443/us-east-1"
  }
  topic_arn = aws_sns_topic.t.arn
  protocol  = "https"
  endpoint  = each.value
}
