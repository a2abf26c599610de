provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ram_principal_association" "stranger" {
  principal          = "999999999999"
  resource_share_arn = "arn:aws:ram:eu-west-1:111122223333:resource-share/0a1b2c3d-0000-4000-8000-000000000000"
}

resource "aws_ram_principal_association" "organization" {
  principal          = "arn:aws:organizations::999999999999:organization/o-a1b2c3d4e5"
  resource_share_arn = "arn:aws:ram:eu-west-1:111122223333:resource-share/0a1b2c3d-0000-4000-8000-000000000000"
}

resource "aws_ami_launch_permission" "stranger" {
  image_id   = "ami-0123456789abcdef0"
  account_id = "999999999999"
}

resource "aws_ami_launch_permission" "everybody" {
  image_id = "ami-0123456789abcdef0"
  group    = "all"
}

resource "aws_ebs_snapshot" "data" {
  volume_id = "vol-0123456789abcdef0"
}

resource "aws_snapshot_create_volume_permission" "stranger" {
  snapshot_id = aws_ebs_snapshot.data.id
  account_id  = "999999999999"
}

resource "aws_db_snapshot" "everybody" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders"
  shared_accounts        = ["all"]
}

resource "aws_db_cluster_snapshot" "stranger" {
  db_cluster_identifier          = "orders"
  db_cluster_snapshot_identifier = "orders"
  shared_accounts                = ["444455556666", "999999999999"]
}

resource "aws_dlm_lifecycle_policy" "shares" {
  description        = "shares"
  execution_role_arn = "arn:aws:iam::111122223333:role/dlm"
  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { backup = "yes" }
    schedule {
      name = "nightly"
      create_rule {
        interval = 24
      }
      retain_rule {
        count = 7
      }
      share_rule {
        target_accounts = ["999999999999"]
      }
    }
  }
}

resource "aws_vpc_endpoint_service" "everybody" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/api/0123456789abcdef"]
  allowed_principals         = ["*"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "stranger" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = "arn:aws:iam::999999999999:root"
}

resource "aws_redshift_data_share_authorization" "stranger" {
  consumer_identifier = "999999999999"
  data_share_arn      = "arn:aws:redshift:eu-west-1:111122223333:datashare:0a1b2c3d-0000-4000-8000-000000000000/sales"
}

resource "aws_redshift_endpoint_authorization" "stranger" {
  account            = "999999999999"
  cluster_identifier = "warehouse"
}
