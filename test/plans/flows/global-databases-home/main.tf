provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_rds_global_cluster" "orders" {
  global_cluster_identifier = "orders-us-east-1"
  engine                    = "aurora-postgresql"
  engine_version            = "16.6"
}

resource "aws_rds_cluster" "primary" {
  cluster_identifier          = "orders"
  engine                      = "aurora-postgresql"
  engine_version              = "16.6"
  global_cluster_identifier   = aws_rds_global_cluster.orders.id
  master_username             = "clover"
  manage_master_user_password = true
  skip_final_snapshot         = true
  availability_zones          = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
}

resource "aws_rds_cluster_instance" "primary" {
  cluster_identifier = aws_rds_cluster.primary.id
  engine             = aws_rds_cluster.primary.engine
  instance_class     = "db.r7g.large"
  identifier         = "us-east-1"
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id = "us-east-1"
  description          = "us-east-1"
  engine               = "redis"
  node_type            = "cache.r7g.large"
}

resource "aws_elasticache_global_replication_group" "cache" {
  global_replication_group_id_suffix = "us-east-1"
  primary_replication_group_id       = aws_elasticache_replication_group.cache.id
}

resource "aws_docdb_cluster" "documents" {
  cluster_identifier  = "documents"
  engine              = "docdb"
  snapshot_identifier = "arn:aws:rds:eu-west-1:444455556666:cluster-snapshot:us-east-1"
  skip_final_snapshot = true
}

resource "aws_neptune_cluster" "graph" {
  cluster_identifier  = "graph"
  engine              = "neptune"
  skip_final_snapshot = true
}
