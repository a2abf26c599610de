provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_bedrock_inference_profile" "europe" {
  name = "europe"
  model_source {
    copy_from = "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-3-5-sonnet-20240620-v1:0"
  }
}

resource "aws_bedrock_inference_profile" "oregon" {
  name = "oregon"
  model_source {
    copy_from = "arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
  }
}

resource "aws_bedrockagent_agent" "america" {
  agent_name              = "america"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/agent"
  foundation_model        = "us.anthropic.claude-3-haiku-20240307-v1:0"
}

resource "aws_bedrockagent_agent" "everywhere" {
  agent_name              = "everywhere"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/agent"
  foundation_model        = "global.anthropic.claude-sonnet-4-20250514-v1:0"
}
