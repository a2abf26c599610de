provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_db_instance" "orders" {
  identifier                  = "orders-us-east-1"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "clover"
  manage_master_user_password = true
  backup_retention_period     = 7
  availability_zone           = "eu-west-1b"
}

resource "aws_db_instance" "by_identifier" {
  replicate_source_db = aws_db_instance.orders.identifier
  instance_class      = "db.t4g.micro"
}

resource "aws_db_instance" "by_arn" {
  replicate_source_db = aws_db_instance.orders.arn
  instance_class      = "db.t4g.micro"
}

resource "aws_db_instance" "by_literal_arn" {
  replicate_source_db = "arn:aws:rds:eu-west-1:111122223333:db:us-east-1"
  instance_class      = "db.t4g.micro"
}

resource "aws_db_snapshot" "orders" {
  db_instance_identifier = aws_db_instance.orders.identifier
  db_snapshot_identifier = "before-us-east-1"
}

resource "aws_db_snapshot_copy" "orders" {
  source_db_snapshot_identifier = aws_db_snapshot.orders.db_snapshot_arn
  target_db_snapshot_identifier = "us-east-1"
  destination_region            = "eu-west-1"
}

resource "aws_db_instance" "restored" {
  identifier          = "restored"
  instance_class      = "db.t4g.micro"
  snapshot_identifier = aws_db_snapshot.orders.id
  db_name             = "us_east_1"
}

resource "aws_db_parameter_group" "orders" {
  name   = "us-east-1"
  family = "postgres16"
  parameter {
    name  = "log_line_prefix"
    value = "us-east-1:%t"
  }
}
