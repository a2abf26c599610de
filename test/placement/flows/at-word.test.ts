/** Places that a plan's JSON tells by a reference alone are counted; where the expression was read, none is. */
import { join } from "node:path";
import { loadCharter } from "../../../charter/load";
import { readInputs } from "../../../model/input/read";
import { locate } from "../../../placement/locate";

const { charter } = loadCharter(join(__dirname, "../../../charter.yaml"));

async function taken(name: string, source = false): Promise<readonly string[]> {
  const folder = join(__dirname, "../../plans", name);
  const [document] = await readInputs([join(folder, "plan.json")], source ? { source: folder } : {});
  if (!document) throw new Error(`${name} holds no document`);
  const located = locate(document, charter);
  return [...new Set(document.resources.flatMap((resource) => located.takenAtWord(resource)))];
}

test("each attribute that leads to a resource by a reference counts once, and so does a provider's region", async () => {
  expect(await taken("flows/events-home")).toEqual([
    "aws_cloudwatch_event_api_destination.api.connection_arn",
    "aws_cloudwatch_event_target.api.arn",
    "aws_cloudwatch_event_target.queue.arn",
    "aws_pipes_pipe.p.source",
  ]);
  expect(await taken("placement/region-through-two-calls")).toEqual([
    'module.outer.module.inner.provider["registry.terraform.io/hashicorp/aws"].region',
  ]);
});

test("a value that the plan shows, and what is not proven, is not taken at a word", async () => {
  expect(await taken("flows/audit-abroad")).toEqual(["aws_cloudtrail.every_region.s3_bucket_name"]);
  expect(await taken("flows/ends-through-a-local")).toEqual([]);
});

test("with the configuration at hand the expressions themselves are read", async () => {
  expect(await taken("flows/events-home", true)).toEqual([]);
  expect(await taken("placement/region-through-two-calls", true)).toEqual([]);
});
