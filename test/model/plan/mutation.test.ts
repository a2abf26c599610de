import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { InputError } from "../../../core/user-error";
import type { Document } from "../../../model/document";
import { readInputs } from "../../../model/input/read";
import { follow } from "../../../model/references/references";

/** Enough to find what is easy to find; more by hand. */
const RUNS = 300;

const folder = join(__dirname, "..", "plans");
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));

const read = async (text: string): Promise<Document | InputError> => {
  try {
    return (await readInputs(["-"], { stdin: text }))[0] as Document;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
};

type Place = readonly (string | number)[];

/** Every place of a JSON value, as keys from the root. */
function* placesOf(value: unknown, above: Place): Iterable<Place> {
  yield above;
  if (typeof value !== "object" || value === null) return;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value))
    yield* placesOf((value as never)[key], [...above, key]);
}
const places = texts.map((text) => [...placesOf(JSON.parse(text), ["root"])]);

const REMOVE = Symbol("remove");
const substitutes: readonly unknown[] = [
  REMOVE,
  null,
  true,
  0,
  "",
  "x",
  "eu-west-1",
  [],
  {},
  [null],
  ["x"],
  { a: 1 },
  { references: ["var.x"] },
  { __proto__: null, constructor: {} },
];

function mutate(which: number, at: number, substitute: unknown): string {
  const holder = { root: JSON.parse(texts[which] as string) as unknown };
  const path = places[which] as Place[];
  const place = [...(path[at % path.length] as Place)];
  const key = place.pop() as never;
  const parent = place.reduce((node, step) => node[step as never], holder as never) as unknown;
  if (substitute !== REMOVE) (parent as never[])[key] = substitute as never;
  else if (Array.isArray(parent)) parent.splice(key, 1);
  else delete (parent as never)[key];
  return JSON.stringify(holder.root) ?? "";
}

const managed = ({ resources }: Document) =>
  resources.filter(({ mode }) => mode === "managed").map(({ address }) => address);

/** Asks everything of a document that whoever judges it may ask: none of it may throw. */
function exercise(document: Document): boolean {
  for (const resource of document.resources) {
    for (const [attribute, value] of Object.entries(resource.values)) {
      follow(resource, attribute, value);
      follow(resource, `${attribute}[0].x`, value);
      resource.sensitive?.(attribute);
    }
  }
  return (
    document.providers.every(({ settings }) => typeof settings === "object") &&
    document.resources.every(({ scope }) => scope.follow("var.region").length > 0)
  );
}

/** What a reader may not do: crash, refuse without a word, or lose a resource without a defect. */
function wrong(outcome: Document | InputError, original: Document): string | undefined {
  if (outcome instanceof InputError) return outcome.message && outcome.remedy ? undefined : "refused without a word";
  if (!exercise(outcome)) return "a look-up that gives nothing";
  if (outcome.defects.length > original.defects.length) return undefined;
  const kept = new Set(managed(outcome));
  return managed(original).find((address) => !kept.has(address));
}

test("whatever is changed in a real plan, reading it loses no resource silently and fails in one way only", async () => {
  const originals = await Promise.all(texts.map(async (text) => (await read(text)) as Document));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(texts.length - 1),
      fc.nat(),
      fc.constantFrom(...substitutes),
      async (which, at, substitute) => {
        expect(wrong(await read(mutate(which, at, substitute)), originals[which] as Document)).toBeUndefined();
      },
    ),
    { numRuns: RUNS },
  );
});

test("a plan that is cut off anywhere is refused with line and column", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(texts.length - 1), fc.nat(), async (which, at) => {
      const text = texts[which] as string;
      const outcome = await read(text.trimEnd().slice(0, 1 + (at % (text.trimEnd().length - 1))));
      expect(outcome).toBeInstanceOf(InputError);
      expect((outcome as InputError).message).toMatch(
        /^- is not JSON: line 1, column \d+: the text ends too early\.$|^- is not JSON: line 1, column \d+: a value was expected\.$|^- is not JSON: line 1, column \d+: a key in double quotes was expected\.$/,
      );
    }),
    { numRuns: 100 },
  );
});

test("a JSON value of any shape is refused or read, never a crash", async () => {
  const key = fc.constantFrom(
    "format_version",
    "resource_changes",
    "planned_values",
    "prior_state",
    "configuration",
    "root_module",
    "resources",
    "values",
    "resource",
    "data",
    "provider",
    "aws",
    "module",
    "variable",
    "locals",
    "terraform",
    "backend",
    "import",
    "removed",
    "version",
    "serial",
    "instances",
    "change",
    "actions",
    "address",
    "mode",
    "type",
    "name",
    "__proto__",
    "constructor",
    "//",
    "dynamic",
    "for_each",
  );
  const leaf = fc.constantFrom<unknown>(
    "1.0",
    "managed",
    "a_b",
    "c",
    "a_b.c",
    "${var.x}",
    "${",
    "create",
    4,
    true,
    null,
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, tie("value"), { maxKeys: 6, noNullPrototype: true }),
    ),
  }));
  const seed = fc.constantFrom(
    {},
    { format_version: "1.2", configuration: {} },
    { format_version: "1.0" },
    { version: 4, serial: 1 },
    { resource: {} },
  );
  await fc.assert(
    fc.asyncProperty(seed, fc.dictionary(key, value, { maxKeys: 6 }), async (seed, members) => {
      const outcome = await read(JSON.stringify({ ...members, ...seed }));
      expect(outcome instanceof InputError || exercise(outcome)).toBe(true);
    }),
    { numRuns: 2 * RUNS },
  );
});
