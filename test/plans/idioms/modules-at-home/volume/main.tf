variable "key" {
  type    = string
  default = null
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
  size              = 1
  kms_key_id        = var.key
}

resource "aws_efs_file_system" "f" {
  availability_zone_name = var.key == null ? null : "eu-west-1b"
}
