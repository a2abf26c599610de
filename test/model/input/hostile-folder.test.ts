/** Folders of HCL that are made to mislead: instances that are not there, modules without files, devices in place of files. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationOfFolder } from "../../../model/input/configuration";
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
