/**
 * Makes `placement/catalogue/texts.json`: which texts of a type are none of the closed world's business. Everything else that a user may
 * write is *silent*: it is expected to name no place, and looked through when it does.
 */
import type { Decision } from "./generate";
import type { TextsFile } from "../../placement/catalogue/texts";

/**
 * - `catalogued`: a carrier whose value is judged. - `mention`: reviewed, names no place whatever it says. - `program`: only a machine
 * reads it. - `answer`: the provider alone fills it in. - `silent`: no rule speaks of it, and it should name no place.
 */
export type TextClass = "catalogued" | "mention" | "program" | "answer" | "silent";

/** The class of an attribute of a resource; nothing for numbers and booleans, which are no text. */
export function textClassOf({ mode, leaf, code, rule }: Decision): TextClass | undefined {
  if (mode !== "managed" || (leaf.value !== "string" && leaf.value !== "other")) return undefined;
  if (code.startsWith("program:")) return "program";
  if (code !== "-") return code.split(/[:=]/)[1] === "mention" ? "mention" : "catalogued";
  if (!leaf.configurable) return "answer";
  return rule === "" ? "silent" : "mention";
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
