provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "home" {
  bucket = "us-east-1"
}

resource "aws_s3_bucket" "copy" {
  bucket = "us-west-2"
}

resource "aws_db_instance" "orders" {
  identifier                  = "us-east-1"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "clover"
  manage_master_user_password = true
}

resource "aws_dms_endpoint" "orders" {
  endpoint_id   = "us-east-1"
  endpoint_type = "target"
  engine_name   = "postgres"
  server_name   = aws_db_instance.orders.address
  port          = 5432
  database_name = "us_east_1"
  username      = "clover"
  password      = "not-a-secret"
}

resource "aws_dms_endpoint" "literal" {
  endpoint_id   = "literal"
  endpoint_type = "source"
  engine_name   = "postgres"
  server_name   = "us-east-1.a1b2c3.eu-west-1.rds.amazonaws.com"
  port          = 5432
  database_name = "orders"
  username      = "clover"
  password      = "not-a-secret"
}

resource "aws_datasync_location_s3" "each" {
  for_each      = { home = aws_s3_bucket.home.arn, copy = aws_s3_bucket.copy.arn }
  s3_bucket_arn = each.value
  subdirectory  = "/us-east-1"
  s3_config {
    bucket_access_role_arn = "arn:aws:iam::111122223333:role/datasync"
  }
}

resource "aws_datasync_task" "copy" {
  name                     = "us-east-1"
  source_location_arn      = aws_datasync_location_s3.each["home"].arn
  destination_location_arn = aws_datasync_location_s3.each["copy"].arn
  excludes {
    filter_type = "SIMPLE_PATTERN"
    value       = "/us-east-1"
  }
}

resource "aws_appflow_flow" "copy" {
  name = "us-east-1"
  source_flow_config {
    connector_type = "S3"
    source_connector_properties {
      s3 {
        bucket_name   = aws_s3_bucket.home.id
        bucket_prefix = "us-east-1"
      }
    }
  }
  destination_flow_config {
    connector_type = "S3"
    destination_connector_properties {
      s3 {
        bucket_name = aws_s3_bucket.copy.id
      }
    }
  }
  task {
    source_fields     = ["region"]
    destination_field = "us-east-1"
    task_type         = "Map"
    connector_operator {
      s3 = "NO_OP"
    }
  }
  trigger_config {
    trigger_type = "OnDemand"
  }
}
