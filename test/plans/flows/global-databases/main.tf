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


resource "aws_rds_global_cluster" "orders" {
  global_cluster_identifier = "orders"
  engine                    = "aurora-postgresql"
  engine_version            = "16.6"
}

resource "aws_rds_cluster" "primary" {
  cluster_identifier          = "orders-1"
  engine                      = "aurora-postgresql"
  engine_version              = "16.6"
  global_cluster_identifier   = aws_rds_global_cluster.orders.id
  master_username             = "clover"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "secondary" {
  provider                  = aws.us
  cluster_identifier        = "orders-2"
  engine                    = "aurora-postgresql"
  engine_version            = "16.6"
  global_cluster_identifier = aws_rds_global_cluster.orders.id
  skip_final_snapshot       = true
}

resource "aws_docdb_cluster" "joins" {
  cluster_identifier        = "documents"
  engine                    = "docdb"
  global_cluster_identifier = "documents-eu-west-1"
  skip_final_snapshot       = true
}

resource "aws_neptune_cluster" "replica" {
  cluster_identifier            = "graph"
  engine                        = "neptune"
  replication_source_identifier = "arn:aws:rds:us-west-2:111122223333:cluster:graph"
  skip_final_snapshot           = true
}

resource "aws_elasticache_replication_group" "primary" {
  replication_group_id = "cache"
  description          = "cache"
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = "cache.r7g.large"
}

resource "aws_elasticache_global_replication_group" "cache" {
  global_replication_group_id_suffix = "cache"
  primary_replication_group_id       = aws_elasticache_replication_group.primary.id
}

resource "aws_elasticache_replication_group" "secondary" {
  provider                    = aws.us
  replication_group_id        = "cache-2"
  description                 = "eu-west-1"
  global_replication_group_id = aws_elasticache_global_replication_group.cache.global_replication_group_id
}

resource "aws_elasticache_replication_group" "joins" {
  replication_group_id        = "cache-3"
  description                 = "somebody's cache"
  global_replication_group_id = "ldgnf-cache"
}
