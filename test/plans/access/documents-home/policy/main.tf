variable "bucket" {
  type = string
}

variable "accounts" {
  type = list(string)
}

data "aws_iam_policy_document" "this" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${var.bucket}/*"]
    principals {
      type        = "AWS"
      identifiers = [for account in var.accounts : "arn:aws:iam::${account}:root"]
    }
  }
}

output "json" {
  value = data.aws_iam_policy_document.this.json
}
