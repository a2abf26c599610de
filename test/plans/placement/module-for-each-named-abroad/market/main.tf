variable "name" {
  type = string
}

variable "zone" {
  type = string
}

variable "archive" {
  type = bool
}

resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = var.name }
}

resource "aws_subnet" "s" {
  vpc_id               = aws_vpc.v.id
  cidr_block           = "10.0.0.0/24"
  availability_zone_id = var.zone
}

resource "aws_s3_bucket" "archive" {
  count  = var.archive ? 1 : 0
  bucket = "archive-${var.name}"
}
