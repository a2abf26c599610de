provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_organizations_policy" "regions" {
  name        = "deny-outside-eu-west-1"
  description = "us-east-1 for the global services only"
  type        = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyOutsideIreland"
        Effect    = "Deny"
        NotAction = ["iam:*", "organizations:*", "support:*"]
        Resource  = "*"
        Condition = {
          StringNotEquals = { "aws:RequestedRegion" = ["eu-west-1", "us-east-1"] }
          ArnNotLike      = { "aws:PrincipalARN" = "arn:aws:iam::999999999999:role/break-glass" }
        }
      },
      { Sid = "DenyVirginia", Effect = "Deny", Action = "*", Resource = "arn:aws:*:us-east-1:*:*" },
      { Sid = "FullAccess", Effect = "Allow", Action = "*", Resource = "*" },
    ]
  })
}

resource "aws_organizations_policy" "tags" {
  name    = "tags"
  type    = "TAG_POLICY"
  content = jsonencode({ tags = { region = { tag_key = { "@@assign" = "region" }, tag_value = { "@@assign" = ["us-east-1", "eu-west-1"] } } } })
}

resource "aws_organizations_policy" "resources" {
  name = "deny-strangers"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { StringNotEqualsIfExists = { "aws:PrincipalAccount" = ["111122223333", "444455556666"] }, BoolIfExists = { "aws:PrincipalIsAWSService" = "false" } } }]
  })
}

resource "aws_iam_account_alias" "this" {
  account_alias = "clover-us-east-1"
}

resource "aws_config_config_rule" "regions" {
  name             = "us-east-1"
  description      = "no buckets of us-east-1"
  input_parameters = jsonencode({ regions = "us-east-1,us-west-2", accounts = "999999999999" })
  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_CROSS_REGION_REPLICATION_ENABLED"
  }
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "us-east-1"
}

resource "aws_accessanalyzer_archive_rule" "known" {
  analyzer_name = aws_accessanalyzer_analyzer.this.analyzer_name
  rule_name     = "us-east-1"
  filter {
    criteria = "resource"
    contains = ["us-east-1"]
  }
  filter {
    criteria = "principal.AWS"
    eq       = ["999999999999"]
  }
}

resource "aws_budgets_budget" "abroad" {
  name         = "us-east-1"
  budget_type  = "COST"
  limit_amount = "0.01"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  cost_filter {
    name   = "Region"
    values = ["us-east-1", "us-west-2"]
  }
}

resource "aws_ce_cost_category" "abroad" {
  name         = "abroad"
  rule_version = "CostCategoryExpression.v1"
  rule {
    value = "us-east-1"
    rule {
      dimension {
        key           = "REGION"
        values        = ["us-east-1", "ap-southeast-1"]
        match_options = ["EQUALS"]
      }
    }
  }
}

resource "aws_wafv2_web_acl" "api" {
  name        = "block-us-east-1"
  description = "no calls from the US"
  scope       = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "countries"
    priority = 1
    action {
      block {}
    }
    statement {
      not_statement {
        statement {
          geo_match_statement {
            country_codes = ["IE", "NO"]
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "us-east-1"
      sampled_requests_enabled   = false
    }
  }
  rule {
    name     = "hosts"
    priority = 2
    action {
      block {}
    }
    statement {
      byte_match_statement {
        search_string         = "us-east-1.amazonaws.com"
        positional_constraint = "CONTAINS"
        field_to_match {
          single_header {
            name = "host"
          }
        }
        text_transformation {
          priority = 0
          type     = "LOWERCASE"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "hosts"
      sampled_requests_enabled   = false
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "api"
    sampled_requests_enabled   = false
  }
}

resource "aws_macie2_findings_filter" "abroad" {
  name     = "us-east-1"
  action   = "ARCHIVE"
  position = 1
  finding_criteria {
    criterion {
      field = "region"
      eq    = ["us-east-1"]
    }
  }
}

resource "aws_resourcegroups_group" "abroad" {
  name = "us-east-1"
  resource_query {
    query = jsonencode({ ResourceTypeFilters = ["AWS::AllSupported"], TagFilters = [{ Key = "region", Values = ["us-east-1"] }] })
  }
}

resource "aws_iam_role" "break_glass" {
  name = "break-glass"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Principal = "*", Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:RequestedRegion" = "us-east-1" } } },
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:role/break-glass" }, Action = "sts:AssumeRole", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } },
    ]
  })
}
