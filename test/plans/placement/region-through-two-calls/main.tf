variable "home" {
  type      = string
  default   = "eu-west-1"
  sensitive = true
}

variable "region" {
  type    = string
  default = "us-east-1"
}

module "outer" {
  source = "./outer"
  place  = var.home
  region = var.region
}
