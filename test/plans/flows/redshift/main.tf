provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_redshift_cluster" "w" {
  cluster_identifier     = "warehouse"
  node_type              = "ra3.large"
  master_username        = "clover"
  manage_master_password = true
  skip_final_snapshot    = true
}

resource "aws_redshift_snapshot_copy" "w" {
  cluster_identifier = aws_redshift_cluster.w.id
  destination_region = "eu-central-1"
}

resource "aws_redshift_logging" "w" {
  cluster_identifier   = aws_redshift_cluster.w.id
  log_destination_type = "s3"
  bucket_name          = "warehouse-logs-eu-west-1"
}

resource "aws_redshift_data_share_consumer_association" "w" {
  data_share_arn  = "arn:aws:redshift:eu-west-1:444455556666:datashare:0a1b2c3d-0000-4000-8000-000000000000/sales"
  consumer_region = "us-east-2"
}
