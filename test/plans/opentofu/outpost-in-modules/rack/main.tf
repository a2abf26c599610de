variable "outpost" {
  type = string
}

locals {
  id = split("/", var.outpost)[1]
}

resource "aws_subnet" "s" {
  vpc_id               = "vpc-0123456789abcdef0"
  cidr_block           = "10.20.128.0/20"
  availability_zone_id = "euw1-az1"
  outpost_arn          = var.outpost
  tags                 = { Name = "eu-north-1" }
}

resource "aws_s3control_bucket" "b" {
  bucket     = "objects"
  outpost_id = local.id
}
