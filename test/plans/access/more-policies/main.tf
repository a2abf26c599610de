provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_access_point" "p" {
  bucket     = "clover-data"
  name       = "data"
  account_id = "111122223333"
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_s3control_access_point_policy" "p" {
  access_point_arn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/data"
  policy           = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_s3_bucket" "p" {
  bucket = "older"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_glue_resource_policy" "p" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_sesv2_email_identity_policy" "p" {
  email_identity = "clover.example"
  policy_name    = "p"
  policy         = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_acmpca_policy" "p" {
  resource_arn = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d-0000-4000-8000-000000000000"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_codeartifact_domain_permissions_policy" "p" {
  domain          = "clover"
  policy_document = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_vpclattice_auth_policy" "p" {
  resource_identifier = "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0"
  policy              = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_schemas_registry_policy" "p" {
  registry_name = "clover"
  policy        = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_msk_cluster_policy" "p" {
  cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/clover/0a1b2c3d-0000-4000-8000-000000000000-1"
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_opensearch_domain_policy" "p" {
  domain_name     = "logs"
  access_policies = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_glacier_vault" "p" {
  name          = "cold"
  access_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_networkfirewall_resource_policy" "p" {
  resource_arn = "arn:aws:network-firewall:eu-west-1:111122223333:stateful-rulegroup/clover"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "network-firewall:ListRuleGroups", Resource = "arn:aws:network-firewall:eu-west-1:111122223333:stateful-rulegroup/clover" }] })
}

resource "aws_redshift_resource_policy" "p" {
  resource_arn = "arn:aws:redshift:eu-west-1:111122223333:namespace:0a1b2c3d-0000-4000-8000-000000000000"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_ecr_repository_creation_template" "p" {
  prefix            = "clover"
  applied_for       = ["REPLICATION"]
  repository_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_cloudwatch_log_resource_policy" "p" {
  policy_name     = "p"
  policy_document = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_media_store_container_policy" "p" {
  container_name = "clover"
  policy         = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "*", Resource = "*" }] })
}
