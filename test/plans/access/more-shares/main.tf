provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ssm_document" "everybody" {
  name          = "everybody"
  document_type = "Command"
  permissions   = { type = "Share", account_ids = "All" }
  content       = jsonencode({ schemaVersion = "2.2", description = "x", mainSteps = [] })
}

resource "aws_ssm_document" "stranger" {
  name          = "stranger"
  document_type = "Command"
  permissions   = { type = "Share", account_ids = "444455556666,999999999999" }
  content       = jsonencode({ schemaVersion = "2.2", description = "x", mainSteps = [] })
}

resource "aws_servicecatalog_portfolio_share" "stranger" {
  portfolio_id = "port-0123456789abc"
  type         = "ACCOUNT"
  principal_id = "999999999999"
}

resource "aws_directory_service_shared_directory" "stranger" {
  directory_id = "d-0123456789"
  target {
    id = "999999999999"
  }
}

resource "aws_lakeformation_permissions" "stranger" {
  principal   = "999999999999"
  permissions = ["DESCRIBE"]
  database {
    name = "orders"
  }
}

resource "aws_s3control_access_grant" "stranger" {
  access_grants_location_id = "default"
  permission                = "READ"
  grantee {
    grantee_type       = "IAM"
    grantee_identifier = "arn:aws:iam::999999999999:role/reader"
  }
}

resource "aws_imagebuilder_distribution_configuration" "stranger" {
  name = "stranger"
  distribution {
    region = "eu-west-1"
    ami_distribution_configuration {
      launch_permission {
        user_ids = ["999999999999"]
      }
    }
  }
}
