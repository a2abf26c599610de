/** Reads a statement from an untrusted file. Call it only after a signature was verified. */
// The namespace, not `{ z }`: see charter/schema.ts.
import * as z from "zod";
import { InputError } from "../../core/user-error";
import { own } from "../../core/json";
import { printable } from "../../core/printable";
import { parseSoundJson } from "./envelope";
import { PREDICATE_TYPE, STATEMENT_TYPE, type Statement } from "./statement";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hex");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is not a day");
const text = z.string();
const place = z.object({ id: text, country: text.nullable() }).nullable();
const answerable = {
  owner: text,
  approver: text,
  reason: text,
  expires: day,
  ticket: text.optional(),
  granted: day.optional(),
};

const finding = z.object({
  policy: text,
  outcome: z.enum(["violation", "undetermined", "advisory", "waived"]),
  severity: z.enum(["critical", "high", "medium", "low"]),
  enforcementLevel: z.enum(["mandatory", "advisory", "disabled", "remediate"]),
  address: text,
  path: text,
  place: z.object({ id: text, country: text.nullable() }).optional(),
  message: text,
  input: text,
  origin: text.optional(),
  evidence: z.array(text).optional(),
  waiver: z.object(answerable).optional(),
});

const verdict = z.object({
  verdict: z.enum(["compliant", "rejected"]),
  judgedAt: z.iso.datetime(),
  inputs: z.array(
    z.object({ name: text, kind: z.enum(["synth", "plan", "state", "pulumi"]), sha256, resources: z.int() }),
  ),
  findings: z.array(finding),
  placements: z.array(
    z.object({
      input: text,
      address: text,
      status: z.enum(["placed", "global", "nowhere", "undetermined", "conflict"]),
      place,
      witnesses: z.array(text),
    }),
  ),
  flows: z.array(
    z.object({
      input: text,
      address: text,
      carrier: text,
      kind: text,
      from: place,
      to: place,
      transfer: text.optional(),
    }),
  ),
  waivers: z.array(z.object({ policy: text, address: text, path: text, ...answerable })),
  transfers: z.array(
    z.object({
      id: text,
      policy: text,
      address: text,
      path: text,
      from: text,
      to: text,
      data: z.object({ class: text, what: text }),
      basis: text,
      safeguard: text,
      expires: day,
      input: text,
    }),
  ),
  charter: z.object({ path: text, sha256 }),
  policies: z.object({ pack: text, judged: z.array(z.object({ name: text, enforcementLevel: text })).min(1) }),
  catalogue: z.object({
    date: text,
    places: z.object({ sha256 }),
    carriers: z.object({ sha256, schema: text, bindings: text }),
  }),
  tools: z.object({ clover: text, node: text, terraform: z.array(text) }),
  environment: z.record(text, z.json()),
});

const statement = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(z.object({ name: text, digest: z.object({ sha256 }) })).min(1, "names nothing"),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: verdict,
});

const REMEDY = "Give a statement that `clover check --evidence FILE` wrote.";

/**
 * Reads the payload of an envelope. Unknown members are ignored, as in-toto requires.
 *
 * @throws InputError if the type or version is not known
 */
export function readStatement(payload: Uint8Array, name: string): Statement {
  const shown = printable(name);
  const json = parseSoundJson(payload, `The statement in ${name}`, REMEDY);
  const type = own(json, "_type");
  const predicateType = own(json, "predicateType");
  if (type !== STATEMENT_TYPE)
    throw new InputError(`${shown} does not hold an in-toto statement of version 1.`, REMEDY);
  if (predicateType !== PREDICATE_TYPE) {
    const said =
      typeof predicateType === "string" ? printable(predicateType).slice(0, 100) : "a statement without a type";
    throw new InputError(
      `${shown} attests ${said}, and this version of Clover reads only ${PREDICATE_TYPE}.`,
      said.startsWith("urn:clover:verdict:")
        ? "Verify it with the version of Clover that wrote it, or a newer one."
        : REMEDY,
    );
  }
  const read = statement.safeParse(json);
  if (read.success) return read.data as Statement;
  const { path, message } = read.error.issues[0]!;
  throw new InputError(
    `${shown} is not a valid statement: ${printable(`${path.join(".") || "it"}: ${message}`).slice(0, 300)}.`,
    REMEDY,
  );
}
