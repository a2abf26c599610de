provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_bedrock_inference_profile" "home" {
  name        = "us-east-1"
  description = "not us.anthropic.claude-3-haiku-20240307-v1:0"
  model_source {
    copy_from = "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
  }
}

resource "aws_bedrockagent_agent" "home" {
  agent_name              = "us-east-1"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/agent"
  foundation_model        = "anthropic.claude-3-haiku-20240307-v1:0"
  instruction             = "Answer customers of the shop. Never send anything to us-east-1 or to arn:aws:sqs:us-east-1:999999999999:q."
}

resource "aws_s3_bucket" "prompts" {
  bucket = "prompts-us-east-1"
}

resource "aws_bedrock_model_invocation_logging_configuration" "home" {
  logging_config {
    embedding_data_delivery_enabled = true
    s3_config {
      bucket_name = aws_s3_bucket.prompts.id
      key_prefix  = "us-east-1"
    }
  }
}
