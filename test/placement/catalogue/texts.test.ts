/** The closed world of attributes: every text of every type has a class, and the generated file says the same. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { knownTypes } from "../../../placement/catalogue/carriers";
import { isSilent, textCounts, type TextsFile } from "../../../placement/catalogue/texts";

describe("the classes of texts", () => {
  test("are counted, and every text has one", () => {
    expect(textCounts()).toEqual({ catalogued: 6777, mention: 59856, program: 86, answer: 2981, silent: 5308 });
  });

  test.each([
    ["a name", "aws_sqs_queue", ["name"]],
    ["a tag", "aws_sqs_queue", ["tags", "See"]],
    ["a description", "aws_security_group", ["description"]],
    ["a carrier", "aws_cloudwatch_event_target", ["arn"]],
    ["a program", "aws_instance", ["user_data"]],
    ["the provider's answer", "aws_sqs_queue", ["url"]],
    ["a condition", "aws_lb_listener_rule", ["condition", "host_header", "values"]],
    ["what a browser is told", "aws_s3_bucket_cors_configuration", ["cors_rule", "allowed_origins"]],
    ["a dashboard's page", "aws_quicksight_dashboard", ["definition", "anything"]],
    ["content", "aws_ssm_parameter", ["value"]],
    ["the name of a metric's dimension", "aws_cloudwatch_metric_alarm", ["dimensions", "Host"]],
  ])("%s is not silent: %s.%s", (_, type, names) => expect(isSilent(type, names)).toBe(false));

  test.each([
    ["a setting", "aws_ssm_service_setting", ["setting_value"]],
    ["the value of a key", "aws_batch_job_definition", ["parameters", "Target"]],
    ["an attribute of a newer provider", "aws_sqs_queue", ["forward_to"]],
    ["a block of a newer provider", "aws_sqs_queue", ["forward", "to"]],
  ])("%s is silent: %s.%s", (_, type, names) => expect(isSilent(type, names)).toBe(true));

  test("are known for every type that the catalogue knows", () => {
    const path = join(__dirname, "../../../placement/catalogue/texts.json");
    const { managed } = JSON.parse(readFileSync(path, "utf8")) as TextsFile;
    expect(Object.keys(managed).map((type) => `aws_${type}`)).toEqual([...knownTypes("managed")].toSorted());
  });
});
