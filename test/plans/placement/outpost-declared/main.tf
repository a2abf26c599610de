provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_vpc" "v" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "rack" {
  vpc_id               = aws_vpc.v.id
  cidr_block           = "10.20.128.0/20"
  availability_zone_id = "euw1-az1"
  outpost_arn          = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0"
}

resource "aws_ebs_volume" "data" {
  availability_zone = aws_subnet.rack.availability_zone
  size              = 100
  encrypted         = true
  outpost_arn       = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0"
}

resource "aws_ebs_snapshot" "local" {
  volume_id   = aws_ebs_volume.data.id
  outpost_arn = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0"
}

resource "aws_instance" "worker" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "m5.large"
  subnet_id     = aws_subnet.rack.id
  tags          = { site = "eu-north-1" }
}

resource "aws_s3control_bucket" "objects" {
  bucket     = "clover-objects-eu-north-1"
  outpost_id = "op-0123456789abcdef0"
}

resource "aws_security_group" "endpoint" {
  name   = "s3-outposts"
  vpc_id = aws_vpc.v.id
}

resource "aws_s3outposts_endpoint" "e" {
  outpost_id        = "op-0123456789abcdef0"
  security_group_id = aws_security_group.endpoint.id
  subnet_id         = aws_subnet.rack.id
}
