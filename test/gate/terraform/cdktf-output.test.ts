import { setTimeout as sleep } from "node:timers/promises";
import { wordQuestion } from "../../../gate/terraform/prompt";
import { disarm, relay } from "../../../gate/terraform/cdktf-output";

/** What cdktf-cli looks for, colours stripped, in the lines that have come to their end. */
const TRIGGERS = [
  "Do you want to perform these actions",
  "Do you really want to destroy all resources?",
  "Do you really want to destroy all resources in workspace",
  "Do you want to override the soft failed policy check?",
  "approved using the UI or API",
  "discarded using the UI or API",
  "overridden using the UI or API",
  "Enter a value:",
];
// eslint-disable-next-line no-control-regex
const seenByCdktf = (text: string) => text.replace(/\u001b\[[\d;]*m/g, "");
const triggered = (text: string) => TRIGGERS.filter((trigger) => seenByCdktf(text).includes(trigger));

test.each(TRIGGERS)("takes its power from %j, not its looks", (trigger) => {
  const text = `  + tag = "${trigger}"`;
  expect(triggered(disarm(text))).toEqual([]);
  expect(disarm(text).replaceAll("\u00a0", " ")).toBe(text);
});

test("is not fooled by colours between the letters", () => {
  expect(triggered(disarm("Do you want to \u001b[1mperform\u001b[0m these actions"))).toEqual([]);
});

test("leaves everything else as it is, colours too", () => {
  const text = "\u001b[32m+\u001b[0m create\n\tDo you want tea?\n";
  expect(disarm(text)).toBe(text);
});

test("writes out what could move the cursor or hide text", () => {
  expect(disarm("a\u001b[2Kb\u0007c\rd\u009be")).toBe("a\\u001b[2Kb\\u0007c\\u000dd\\u009be");
});

/** Relays chunks, `pause` ms apart, and collects what is shown. */
async function relayed(chunks: readonly string[], pause = 0, keep: (line: string) => boolean = () => true) {
  let shown = "";
  const output = relay((text) => (shown += text), keep, 5);
  for (const chunk of chunks) {
    output.write(Buffer.from(chunk));
    if (pause) await sleep(pause);
  }
  output.end();
  return shown;
}

test("relays whole lines however they were cut", async () => {
  expect(await relayed(["fir", "st\nsec", "ond\r\n", "third"])).toBe("first\nsecond\nthird\n");
});

test("shows a line that waits for an answer", async () => {
  expect(await relayed(["var.x\n  Which? "], 30)).toBe("var.x\n  Which? \n");
});

test("leaves out the lines that nobody is to see", async () => {
  expect(await relayed(["keep\ndrop\nkeep\n"], 0, (line) => line !== "drop")).toBe("keep\nkeep\n");
});

test.each(TRIGGERS)("never lets %j out, in whatever pieces it comes", async (trigger) => {
  const outputs = await Promise.all(
    [1, 5, trigger.length - 1].flatMap((at) =>
      [0, 30].map((pause) => relayed([trigger.slice(0, at), `${trigger.slice(at)}\n`], pause)),
    ),
  );
  expect(outputs.flatMap(triggered)).toEqual([]);
});

test.each([
  ["apply", "Do you want to perform these actions"],
  ["refresh", "Do you want to perform these actions"],
  ["destroy", "Do you really want to destroy all resources?"],
] as const)("asks before %s in the words that cdktf waits for, and those last", (mode, question) => {
  const lines = wordQuestion({ mode }).split("\n");
  const at = lines.findIndex((line) => line.includes(question));
  expect(triggered(wordQuestion({ mode })).filter((trigger) => trigger !== "Enter a value:")).toEqual([question]);
  // Behind the question stands only what does not end in a new line.
  expect(lines.slice(at + 1)).toEqual(["", "  Enter a value: "]);
});
