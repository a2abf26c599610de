/** docs/charter.md, held to what the loader takes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { parseCharter } from "../../charter/load";
import { transfer, waiver } from "../../charter/exceptions";
import { charterSchema, outpostSite, regionSite } from "../../charter/schema";

const page = readFileSync(join(__dirname, "..", "..", "docs", "charter.md"), "utf8");
const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = ""]) => text);
const [whole = "", ...parts] = blocks;

const merged = (text: string): string => stringify({ ...parse(whole), ...parse(text) });

test("the first example is a whole charter", () => {
  expect(parseCharter(whole, "charter.md").version).toBe(1);
});

test.each(parts.map((text) => [text.split("\n")[0], text]))(
  "the example of %s is read by the loader as it stands",
  (_, text) => {
    const charter = parseCharter(merged(text), "charter.md");
    expect(charter).toEqual(expect.objectContaining(parse(text)));
  },
);

test("every key of a charter has a section, with an example of itself alone", () => {
  const titles = [...page.matchAll(/^## `(.+)`$/gm)].map(([, title]) => title);
  expect(titles.toSorted()).toEqual(Object.keys(charterSchema.shape).toSorted());
  expect(parts.map((text) => Object.keys(parse(text)))).toEqual(titles.map((title) => [title]));
});

test("every key of a site, a waiver and a transfer is shown", () => {
  const shown = (key: string) =>
    Object.values<object>(parse(parts.find((text) => text.startsWith(`${key}:`)) ?? "")[key]);
  const keys = (items: readonly object[]) => [...new Set(items.flatMap((item) => Object.keys(item)))].toSorted();
  const known = (...schemas: readonly { shape: object }[]) =>
    [...new Set(schemas.flatMap(({ shape }) => Object.keys(shape)))].toSorted();
  expect(keys(shown("sites"))).toEqual(known(regionSite, outpostSite));
  expect(keys(shown("waivers"))).toEqual(known(waiver));
  expect(keys(shown("transfers"))).toEqual(known(transfer));
});

test("every legal basis, class and safeguard is named", () => {
  const { basis, safeguard, data } = transfer.shape;
  const article = (name: string) => name.replace("GDPR ", "");
  const written = /to `(46\.2\.f|49\.1\.g)`/;
  expect(page).toMatch(written);
  const spelled = basis.options.map(article).filter((name) => !/^(46\.2\.[b-e]|49\.1\.[b-f])$/.test(name));
  for (const name of [...spelled, ...safeguard.options, ...data.shape.class.options])
    expect(page).toMatch(new RegExp(`[\`\\s]${name}\``));
});
