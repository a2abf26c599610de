provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ram_resource_share" "network" {
  name = "us-east-1"
}

resource "aws_ram_principal_association" "audit" {
  principal          = "444455556666"
  resource_share_arn = aws_ram_resource_share.network.arn
}

resource "aws_ram_principal_association" "role" {
  principal          = "arn:aws:iam::444455556666:role/us-east-1"
  resource_share_arn = aws_ram_resource_share.network.arn
}

resource "aws_ami_launch_permission" "audit" {
  image_id   = "ami-0123456789abcdef0"
  account_id = "444455556666"
}

resource "aws_ebs_snapshot" "data" {
  volume_id   = "vol-0123456789abcdef0"
  description = "us-east-1"
}

resource "aws_snapshot_create_volume_permission" "audit" {
  snapshot_id = aws_ebs_snapshot.data.id
  account_id  = "444455556666"
}

resource "aws_db_snapshot" "audit" {
  db_instance_identifier = "us-east-1"
  db_snapshot_identifier = "us-east-1"
  shared_accounts        = ["444455556666"]
}

resource "aws_vpc_endpoint_service" "audit" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/us-east-1/0123456789abcdef"]
  allowed_principals         = ["arn:aws:iam::444455556666:role/us-east-1"]
}

resource "aws_redshift_data_share_authorization" "audit" {
  consumer_identifier = "444455556666"
  data_share_arn      = "arn:aws:redshift:eu-west-1:111122223333:datashare:0a1b2c3d-0000-4000-8000-000000000000/us-east-1"
}
