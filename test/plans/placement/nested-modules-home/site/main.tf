variable "sites" {
  type = map(number)
}

module "queues" {
  source   = "./queues"
  for_each = var.sites
  number   = each.value
}
