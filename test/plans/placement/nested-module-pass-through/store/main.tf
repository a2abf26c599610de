variable "name" {
  type = string
}

module "queue" {
  source = "./queue"
  name   = var.name
}

resource "aws_dynamodb_table" "t" {
  name         = var.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
