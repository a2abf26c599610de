variable "place" {
  type = string
}

variable "region" {
  type = string
}

module "inner" {
  source = "./inner"
  region = var.place
  name   = var.region
}
