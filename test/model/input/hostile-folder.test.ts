/** Folders of HCL that are made to mislead: instances that are not there, modules without files, devices in place of files. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationOfFolder } from "../../../model/input/configuration";
import { Unknown } from "../../../model/value";
import { readModules } from "../../../model/synth/from-synth";

const folderOf = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "clover-hostile-"));
  writeFileSync(join(folder, "main.tf"), text);
  return folder;
};

const nameIn = async (expression: string): Promise<unknown> => {
  const folder = folderOf(`
    resource "aws_sqs_queue" "none" {
      count = 0
    }
    resource "aws_sqs_queue" "some" {
      for_each = { a = 1 }
    }
    resource "aws_sqs_queue" "q" {
      name = ${expression}
    }
  `);
  const { resources } = readModules(await configurationOfFolder(folder), { path: folder, sha256: "" });
  return resources.find(({ name }) => name === "q")?.values["name"];
};

test("an instance of a count of nothing is not there: try goes on to its next argument", async () => {
  expect(await nameIn(`try(aws_sqs_queue.none[0].arn, "next")`)).toBe("next");
  expect(await nameIn(`can(aws_sqs_queue.none[0].arn) ? "there" : "not there"`)).toBe("not there");
  expect(await nameIn(`join("", concat(aws_sqs_queue.none[*].arn, ["only"]))`)).toBe("only");
});

test("an instance of a count that is not known may be missing: every argument of try up to a certain one counts", async () => {
  const folder = folderOf(`
    variable "n" {}
    resource "aws_sqs_queue" "some" {
      count = var.n
    }
    resource "aws_sqs_queue" "q" {
      name = try(aws_sqs_queue.some[0].arn, "next", "never")
    }
  `);
  const { resources } = readModules(await configurationOfFolder(folder), { path: folder, sha256: "" });
  const name = resources.find((resource) => resource.name === "q")?.values["name"] as Unknown;
  expect(name.origin).toMatchObject({ kind: "choice", among: [{ references: ["aws_sqs_queue.some.arn"] }, "next"] });
});

test("a key that for_each does not have is not there", async () => {
  expect(await nameIn(`try(aws_sqs_queue.some["b"].arn, "next")`)).toBe("next");
});

test("a module whose folder holds no configuration is missing", async () => {
  const folder = folderOf(`
    module "m" {
      source = "./empty"
    }
  `);
  mkdirSync(join(folder, "empty"));
  expect((await configurationOfFolder(folder)).missing).toEqual(["module.m"]);
});

test("a device in place of a file is refused", async () => {
  const folder = folderOf(`resource "aws_sqs_queue" "q" {}`);
  symlinkSync("/dev/zero", join(folder, "more.tf"));
  await expect(configurationOfFolder(folder)).rejects.toThrow("is not a regular file");
});

test("a list, a text and a set that locals double forty times are too large, and say so at once", async () => {
  const doubled = (one: string, next: (before: string) => string) =>
    Array.from({ length: 40 }, (_, i) => `${one}${i + 1} = ${next(`local.${one}${i}`)}`).join("\n      ");
  const folder = folderOf(`
    locals {
      list0 = ["a"]
      text0 = "a"
      set0  = ["a", "b"]
      ${doubled("list", (before) => `[${before}, ${before}]`)}
      ${doubled("text", (before) => `"\${${before}}\${${before}}"`)}
      ${doubled("set", (before) => `setproduct(${before}, ${before})`)}
    }
    resource "aws_sqs_queue" "q" {
      name = join("", [jsonencode(local.list40), local.text40, jsonencode(local.set40)])
    }
  `);
  const { resources } = readModules(await configurationOfFolder(folder), { path: folder, sha256: "" });
  const name = resources[0]?.values["name"];
  expect(name).toBeInstanceOf(Unknown);
  expect(JSON.stringify(name)).toContain("the value is too large to evaluate");
});
