/**
 * A saved plan as `terraform plan -out` writes it: teams that call one module, which calls another. It is made by Terraform and the AWS
 * provider of the mirror; no AWS API is asked.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findToolchain } from "../scripts/terraform/terraform";

/** A saved plan, and all that it takes to show it. */
interface SavedPlan {
  readonly terraform: string;
  /** The folder that Terraform was initialised in. */
  readonly folder: string;
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

const ROOT = `
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}

variable "region" { default = "eu-west-1" }

locals {
  teams = toset([for number in range(20) : format("team%02d", number)])
}

provider "aws" {
  region                      = var.region
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

module "team" {
  source   = "./modules/team"
  for_each = local.teams
  prefix   = each.key
}
`;

const TEAM = `
variable "prefix" { type = string }

locals {
  tags = merge({ owner = "platform" }, { team = var.prefix })
}

resource "aws_kms_key" "data" {
  description         = "Data of \${var.prefix}"
  enable_key_rotation = true
  tags                = local.tags
}

module "store" {
  source   = "../store"
  for_each = { orders = 7, invoices = 30, events = null }
  name     = "\${var.prefix}-\${each.key}"
  days     = each.value
  key      = aws_kms_key.data.arn
  tags     = local.tags
}
`;

const STORE = `
variable "name" { type = string }
variable "key" { type = string }
variable "tags" { type = map(string) }
variable "days" {
  type    = number
  default = null
}

resource "aws_s3_bucket" "this" {
  bucket = "clover-bench-\${var.name}"
  tags   = var.tags
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_sqs_queue" "dead" {
  name              = "\${var.name}-dead"
  kms_master_key_id = var.key
}

resource "aws_sqs_queue" "this" {
  name              = var.name
  kms_master_key_id = var.key
  redrive_policy    = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/clover/\${var.name}"
  retention_in_days = coalesce(var.days, 14)
  kms_key_id        = var.key
}

resource "aws_dynamodb_table" "this" {
  name         = var.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = var.tags
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key
  }
}
`;

/** Makes it in an empty folder. @returns the plan, or what is missing for it and how to get that */
export function makeSavedPlan(folder: string): SavedPlan | { readonly missing: readonly string[] } {
  const { toolchain, missing } = findToolchain(process.env);
  if (!toolchain) return { missing: missing.map(({ what, remedy }) => `${what} is missing. ${remedy}`) };
  for (const [path, text] of [
    ["main.tf", ROOT],
    ["modules/team/main.tf", TEAM],
    ["modules/store/main.tf", STORE],
  ] as const) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: folder,
    CHECKPOINT_DISABLE: "1",
    AWS_ACCESS_KEY_ID: "mock",
    AWS_SECRET_ACCESS_KEY: "mock",
    AWS_EC2_METADATA_DISABLED: "true",
    CLOVER_TERRAFORM: toolchain.terraform,
  };
  const run = (...args: string[]) =>
    execFileSync(toolchain.terraform, args, { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
  run("init", "-input=false", `-plugin-dir=${toolchain.mirror}`);
  run("plan", "-input=false", "-refresh=false", "-out=tfplan");
  return { terraform: toolchain.terraform, folder, file: join(folder, "tfplan"), env };
}
