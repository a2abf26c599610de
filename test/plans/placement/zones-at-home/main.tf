locals {
  zones = { dub1 = "euw1-az1", dub2 = "euw1-az2", dub3 = "euw1-az3" }
}

variable "flat_file_zone" {
  type    = string
  default = "eu-west-1b"
}

provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_vpc" "v" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "s" {
  for_each             = local.zones
  vpc_id               = aws_vpc.v.id
  cidr_block           = cidrsubnet(aws_vpc.v.cidr_block, 4, index(keys(local.zones), each.key))
  availability_zone_id = each.value
}

resource "aws_ebs_volume" "by_zone" {
  availability_zone = "eu-west-1c"
  size              = 8
  encrypted         = true
}

resource "aws_ebs_volume" "by_subnet" {
  availability_zone = aws_subnet.s["dub1"].availability_zone
  size              = 8
  encrypted         = true
}

resource "aws_fsx_lustre_file_system" "scratch" {
  storage_capacity = 1200
  subnet_ids       = [aws_subnet.s["dub2"].id]
}

resource "aws_db_instance" "db" {
  identifier          = "db"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "clover"
  password            = "not-a-secret-us-east-1"
  availability_zone   = var.flat_file_zone
  skip_final_snapshot = true
}

resource "aws_autoscaling_group" "a" {
  name               = "workers"
  min_size           = 1
  max_size           = 2
  availability_zones = ["eu-west-1a", "eu-west-1b"]
  launch_template {
    id = "lt-0123456789abcdef0"
  }
}
