/**
 * Statements of SQL that a service runs: where they copy data to, or take it from. The grammar is that of Amazon Redshift, with the
 * statements of Athena beside it (SQL command reference of both). A statement that could move data and is not understood is unknown.
 */

/** What a statement names; `account` is whom it shares data with, `unknown` what it does that cannot be placed. */
export interface NamedInSql {
  readonly text: string;
  readonly class: "region" | "s3-uri" | "arn" | "host" | "account" | "unknown";
}

/** A text that begins as a statement does, comments left out. */
export const isSql = (text: string): boolean => VERB.test((statementsOf(text.slice(0, HEAD))[0] ?? "").trimStart());

/** Characters in which the first words of a statement stand. */
const HEAD = 10_000;

const VERB =
  /^(?:unload|copy|create|alter|drop|grant|revoke|insert|update|delete|merge|select|with|call|execute|prepare|begin|start|commit|end|truncate|analyze|vacuum|msck|set|show|do|declare|refresh|lock|use|comment|explain)(?:\s+[\w"'(*`$]|\s*;|\s*\(|$)/i;

/** What every statement of a text names. */
export const namesInSql = (text: string): readonly NamedInSql[] => statementsOf(text).flatMap(namesOfStatement);

/** What ends a piece of SQL that begins so. What has no end goes on to the end of the text. */
const ENDS: Readonly<Record<string, string>> = { "--": "\n", "/*": "*/", "'": "'", '"': '"', $$: "$$" };

/** Statements with a semicolon between them, comments left out; what stands in quotes is theirs. */
function statementsOf(text: string): readonly string[] {
  const statements: string[] = [];
  let statement = "";
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(/--|\/\*|\$\$|['";]/g)) {
    if (index < from) continue;
    statement += text.slice(from, index);
    from = index;
    const end = ENDS[mark];
    if (end === undefined) {
      statements.push(statement.trim());
      statement = "";
      from = index + 1;
      continue;
    }
    const found = text.indexOf(end, index + mark.length);
    from = found < 0 ? text.length : found + end.length;
    statement += mark === "--" || mark === "/*" ? " " : text.slice(index, from);
  }
  statements.push((statement + text.slice(from)).trim());
  return statements.filter((each) => each !== "");
}

/** Statements that stay in their database. Of `CREATE`, `ALTER` and `GRANT` the exceptions stand in {@link MOVES}. */
const STAYS =
  /^(select|with|values|insert|update|delete|merge|truncate|analyze|analyse|vacuum|drop|revoke|comment|set|reset|show|describe|desc|explain|begin|start|commit|end|rollback|abort|use|lock|declare|fetch|close|refresh|cancel|deallocate|msck|grant|create|alter)\b/i;

/** Words after which a statement leaves its database. */
const MOVES =
  /^(?:unload\b|copy\b|create\s+(?:or\s+replace\s+)?(?:external|library|model|database\b.*\bfrom\b)|alter\s+(?:external|datashare\b.*\bpublicaccessible)|grant\b.*\bdatashare\b|create\s+datashare\b.*\bpublicaccessible)/is;

const QUOTED = /'((?:''|[^'])*)'/g;

function namesOfStatement(statement: string): readonly NamedInSql[] {
  const head = statement.replace(/'(?:''|[^'])*'/g, "''");
  const shares = sharesOf(statement, head);
  if (shares) return shares;
  const places = placesIn(statement);
  if (!MOVES.test(head)) {
    if (!STAYS.test(head)) return [...places, UNKNOWN];
    // A table of Athena stands in a bucket: `CREATE TABLE ... WITH (external_location = 's3://...')`.
    return places.filter((place) => place.class === "s3-uri" && /^(create|alter)\b/i.test(head));
  }
  // What needs no place to be named: a catalogue, a function or a model beside the database.
  if (places.length > 0 || BESIDE.test(head)) return places;
  return [UNKNOWN];
}

const UNKNOWN: NamedInSql = { text: "a statement of SQL", class: "unknown" };

/** Ends that are in the database's own region where no region is named. */
const BESIDE =
  /^create\s+(?:or\s+replace\s+)?external\s+(?:schema\b.*\bfrom\s+(?:data\s+catalog|kinesis|msk|redshift)|function\b|table\b.*\bpartition)|^alter\s+external/is;

/** Places that are written in quotes, and the region of `REGION 'eu-west-1'`. A public address of a library or a database is a host. */
function placesIn(statement: string): readonly NamedInSql[] {
  const names: NamedInSql[] = [];
  for (const { 1: text = "", index } of statement.matchAll(QUOTED)) {
    const before = statement.slice(Math.max(0, index - 40), index);
    if (/\bregion\s*(as\s*)?$/i.test(before)) names.push({ text, class: "region" });
    else if (/^s3[an]?:\/\//i.test(text)) names.push({ text, class: "s3-uri" });
    else if (/\buri\s*$/i.test(before) || /^https?:\/\//i.test(text)) names.push({ text, class: "host" });
    else if (/^arn:/.test(text) && !/^arn:[^:]*:iam:/.test(text)) names.push({ text, class: "arn" });
  }
  const regional = names.find((name) => name.class === "region");
  // A bucket that is asked for in one region is there: S3 answers nowhere else.
  return regional ? names.filter((name) => name.class !== "s3-uri") : names;
}

/** Whom a data share is granted to. */
function sharesOf(statement: string, head: string): readonly NamedInSql[] | undefined {
  if (/\bpublicaccessible\s*=?\s*(true|'')/i.test(head) && /\bdatashare\b/i.test(head))
    return [{ text: "*", class: "account" }];
  if (!/^grant\b.*\bdatashare\b/is.test(head)) return undefined;
  const accounts = [...statement.matchAll(/\baccount\s+'?(\d{12})'?/gi)].map(({ 1: text = "" }): NamedInSql => ({
    text,
    class: "account",
  }));
  const inside = /\bto\s+(user|role|group)?\s*"?\w+"?\s*$/i.test(head) && !/\bnamespace\b/i.test(head);
  return accounts.length > 0 || inside ? accounts : [UNKNOWN];
}
