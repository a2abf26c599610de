provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "frankfurt"
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "frankfurt" {
  provider = aws.frankfurt
  bucket   = "frankfurt"
}

resource "aws_dms_endpoint" "partner" {
  endpoint_id   = "partner"
  endpoint_type = "target"
  engine_name   = "postgres"
  server_name   = "db.partner.example"
  port          = 5432
  database_name = "orders"
  username      = "clover"
  password      = "not-a-secret"
}

resource "aws_dms_endpoint" "stockholm" {
  endpoint_id   = "stockholm"
  endpoint_type = "target"
  engine_name   = "postgres"
  server_name   = "orders.a1b2c3.eu-north-1.rds.amazonaws.com"
  port          = 5432
  database_name = "orders"
  username      = "clover"
  password      = "not-a-secret"
}

resource "aws_dms_s3_endpoint" "frankfurt" {
  endpoint_id             = "bucket"
  endpoint_type           = "target"
  bucket_name             = aws_s3_bucket.frankfurt.id
  service_access_role_arn = "arn:aws:iam::111122223333:role/dms"
}

resource "aws_datasync_location_s3" "frankfurt" {
  s3_bucket_arn = aws_s3_bucket.frankfurt.arn
  subdirectory  = "/eu-west-1"
  s3_config {
    bucket_access_role_arn = "arn:aws:iam::111122223333:role/datasync"
  }
}

resource "aws_datasync_location_azure_blob" "partner" {
  agent_arns          = ["arn:aws:datasync:eu-west-1:111122223333:agent/agent-0123456789abcdef0"]
  authentication_type = "SAS"
  container_url       = "https://clover.blob.core.windows.net/eu-west-1"
  sas_configuration {
    token = "not-a-secret"
  }
}

resource "aws_datasync_task" "out" {
  name                     = "out"
  source_location_arn      = "arn:aws:datasync:eu-west-1:111122223333:location/loc-0123456789abcdef0"
  destination_location_arn = "arn:aws:datasync:us-east-1:111122223333:location/loc-0123456789abcdef0"
}

resource "aws_transfer_connector" "partner" {
  access_role = "arn:aws:iam::111122223333:role/transfer"
  url         = "sftp://files.partner.example"
  sftp_config {
    user_secret_id = "partner"
  }
}

resource "aws_appflow_flow" "out" {
  name = "out"
  source_flow_config {
    connector_type = "S3"
    source_connector_properties {
      s3 {
        bucket_name   = aws_s3_bucket.home.id
        bucket_prefix = "in"
      }
    }
  }
  destination_flow_config {
    connector_type = "S3"
    destination_connector_properties {
      s3 {
        bucket_name = aws_s3_bucket.frankfurt.id
      }
    }
  }
  task {
    source_fields     = ["id"]
    destination_field = "id"
    task_type         = "Map"
    connector_operator {
      s3 = "NO_OP"
    }
  }
  trigger_config {
    trigger_type = "OnDemand"
  }
}

resource "aws_s3_bucket" "home" {
  bucket = "home"
}
