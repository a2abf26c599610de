module "dublin" {
  source = "./legacy"
  region = "eu-west-1"
}

module "london" {
  source = "./legacy"
  region = "eu-west-2"
}
