provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_instance" "worker" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.micro"
  availability_zone = "eu-west-1a"
  subnet_id         = "subnet-0123456789abcdef0"
  user_data         = <<-SCRIPT
    #!/bin/sh
    # export AWS_DEFAULT_REGION=us-east-1
    test "$REGION" != us-east-1 || exit 1
    curl --fail https://s3.eu-west-1.amazonaws.com/tools # not s3.us-east-1.amazonaws.com
  SCRIPT
  tags              = { Name = "us-east-1a", image = "ami of us-east-1" }
}

resource "aws_launch_template" "worker" {
  name        = "us-east-1"
  description = "arn:aws:ec2:us-east-1:999999999999:launch-template/lt-0"
  user_data   = base64encode("AWS_REGION=us-east-1")
  placement {
    availability_zone = "eu-west-1b"
  }
  tag_specifications {
    resource_type = "volume"
    tags          = { az = "us-east-1b" }
  }
}

resource "aws_ecs_cluster" "main" {
  name = "us-east-1"
}

resource "aws_ecs_task_definition" "api" {
  family = "us-east-1"
  container_definitions = jsonencode([{
    name      = "us-east-1"
    image     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/us-east-1:us-east-1"
    essential = true
    memory    = 256
    environment = [
      { name = "BLOCKED_REGIONS", value = "us-east-1,us-west-2" },
      { name = "OLD_QUEUE", value = "us-east-1/orders" },
    ]
    dockerLabels = { region = "us-east-1" }
    logConfiguration = {
      logDriver = "awslogs"
      options   = { "awslogs-group" = "us-east-1", "awslogs-region" = "eu-west-1", "awslogs-stream-prefix" = "us-east-1" }
    }
  }])
}

resource "aws_ssm_document" "move" {
  name          = "leave-us-east-1"
  document_type = "Command"
  content = jsonencode({
    schemaVersion = "2.2"
    description   = "Was used to leave us-east-1 for eu-west-1"
    parameters = {
      From = { type = "String", description = "us-east-1 or us-west-2", allowedValues = ["us-east-1", "us-west-2"] }
    }
    mainSteps = [{ action = "aws:runShellScript", name = "check", inputs = { runCommand = ["# us-east-1", "test {{ From }} != eu-west-1"] } }]
  })
}

resource "aws_codebuild_project" "ci" {
  name         = "us-east-1"
  description  = "does not deploy to us-east-1"
  service_role = "arn:aws:iam::111122223333:role/us-east-1"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2\nphases: { build: { commands: ['! grep -r us-east-1 .'] } }"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "FORBIDDEN"
      value = "us-east-1"
    }
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "us-east-1"
  description   = "moved from arn:aws:lambda:us-east-1:999999999999:function:orders"
  role          = "arn:aws:iam::111122223333:role/us-east-1"
  runtime       = "nodejs20.x"
  handler       = "us-east-1.handler"
  filename      = "us-east-1.zip"
  environment {
    variables = { AWS_FALLBACK_REGION = "us-east-1" }
  }
}
