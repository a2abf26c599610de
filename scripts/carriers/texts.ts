/**
 * Makes `placement/catalogue/texts.json`: which texts of a type are none of the closed world's business. Everything else that a user may
 * write is *silent*: it is expected to name no place, and looked through when it does.
 */
import type { Decision } from "./generate";
import type { TextClass, TextsFile } from "../../placement/catalogue/texts";

/** The class of an attribute of a resource; nothing for numbers and booleans, which are no text. */
export function textClassOf({ mode, leaf, code, rule, silent }: Decision): TextClass | undefined {
  if (mode !== "managed" || (leaf.value !== "string" && leaf.value !== "other")) return undefined;
  if (code.startsWith("program:")) return "program";
  if (code !== "-") return code.split(/[:=]/)[1] === "mention" ? "mention" : "catalogued";
  if (!leaf.configurable) return "answer";
  return rule === "" || silent ? "silent" : "mention";
}

/** Names that say place: a rule must judge each of them. */
const SAYS_PLACE = new RegExp(
  `(^|_)(${[
    "arns?|urls?|uris?|hosts?|hostnames?|endpoints?|regions?|zones?|outposts?|locations?|accounts?|account_ids?|buckets?",
    "destinations?|targets?|sources?|sinks?|peers?|replicas?|servers?|brokers?|domains?|domain_names?|issuers?|registry|repository|repositories",
    "ips?|ip_address(es)?|ipv[46]_address(es)?|cidrs?|proxy|emails?|email_address|phone_numbers?|principals?|owners?|partners?|roles?|body|document",
    "s3_path|webhooks?|connection_string|origins?",
  ].join("|")})$`,
);

/** Whether an attribute's name says place, and no rule says what it is. */
export const isUnclassified = (decision: Decision): boolean =>
  textClassOf(decision) === "silent" && !decision.silent && SAYS_PLACE.test(lastOf(decision.leaf.path));

const lastOf = (path: string): string =>
  path
    .replace(/\[\]|\{\}/g, "")
    .split(".")
    .at(-1) ?? "";

/** How many texts each class has. */
export function countTexts(decisions: readonly Decision[]): TextsFile["counts"] {
  const counts: Record<TextClass, number> = { catalogued: 0, mention: 0, program: 0, answer: 0, silent: 0 };
  for (const decision of decisions) {
    const kind = textClassOf(decision);
    if (kind) counts[kind] += 1;
  }
  return counts;
}

interface Branch {
  readonly members: Map<string, Branch>;
  silent: boolean;
}

const branch = (): Branch => ({ members: new Map(), silent: false });

/** A type without a silent text is `*`; otherwise a tree of the names under which nothing is silent. */
export function makeTexts(decisions: readonly Decision[]): TextsFile {
  const types = new Map<string, Branch>();
  for (const decision of decisions) {
    if (decision.mode !== "managed") continue;
    const kind = textClassOf(decision);
    let at = types.get(decision.type) ?? branch();
    types.set(decision.type, at);
    if (kind === undefined) continue;
    at.silent ||= kind === "silent";
    for (const name of decision.leaf.path.replace(/\[\]|\{\}/g, "").split(".")) {
      const next: Branch = at.members.get(name) ?? branch();
      at.members.set(name, next);
      next.silent ||= kind === "silent";
      at = next;
    }
  }
  return {
    counts: countTexts(decisions),
    managed: Object.fromEntries(
      [...types].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([type, top]) => [type, top.silent ? write(top) : "*"]),
    ),
  };
}

const write = ({ members }: Branch): string =>
  [...members]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, each]) => {
      if (!each.silent) return [name];
      const inner = write(each);
      return inner ? [`${name}(${inner})`] : [];
    })
    .join(",");
