provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "clover"
  manage_master_user_password = true
  backup_retention_period     = 7
}

resource "aws_db_instance" "replica_in_virginia" {
  provider            = aws.us
  replicate_source_db = aws_db_instance.orders.arn
  instance_class      = "db.t4g.micro"
}

resource "aws_db_instance_automated_backups_replication" "in_virginia" {
  provider               = aws.us
  source_db_instance_arn = aws_db_instance.orders.arn
}

resource "aws_db_instance" "replica_of_virginia" {
  replicate_source_db = "arn:aws:rds:us-east-1:111122223333:db:orders"
  instance_class      = "db.t4g.micro"
}

resource "aws_db_instance_automated_backups_replication" "of_virginia" {
  source_db_instance_arn = "arn:aws:rds:us-east-1:111122223333:db:orders"
}

resource "aws_db_snapshot_copy" "sent" {
  source_db_snapshot_identifier = "arn:aws:rds:eu-west-1:111122223333:snapshot:orders"
  target_db_snapshot_identifier = "orders-copy"
  destination_region            = "eu-central-1"
}

resource "aws_rds_cluster_snapshot_copy" "fetched" {
  source_db_cluster_snapshot_identifier = "arn:aws:rds:us-west-2:111122223333:cluster-snapshot:orders"
  target_db_cluster_snapshot_identifier = "orders-copy"
}

resource "aws_rds_cluster" "replica" {
  cluster_identifier            = "replica"
  engine                        = "aurora-mysql"
  replication_source_identifier = "arn:aws:rds:eu-west-3:111122223333:cluster:orders"
  skip_final_snapshot           = true
}
