/** Values with unknown parts in words: `${aws_sqs_queue.q.arn}`, `(a | b)` for a choice, `{a}*` for any number of them, `?` for what is hidden. */
import { Unknown, type Value } from "../../../model/value";

export function say(value: Value | undefined): unknown {
  if (value instanceof Unknown) {
    const { origin } = value;
    switch (origin?.kind) {
      case "attribute":
        return `\${${[origin.owner.address, origin.attribute].filter((part) => part !== "").join(".")}}`;
      case "text":
        return origin.parts.map((part) => say(part)).join("");
      case "choice":
        return `(${origin.among.map((each) => inWords(each)).join(" | ")})`;
      case "several":
        return `{${inWords(origin.item)}}*`;
      case "hidden":
        return `? ${origin.why}`;
      default:
        return "the provider's";
    }
  }
  if (Array.isArray(value)) return value.map((item: Value) => say(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, say(item as Value)]));
}

function inWords(value: Value): string {
  const said = say(value);
  return typeof said === "string" ? said : JSON.stringify(said);
}
