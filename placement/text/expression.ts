/**
 * Expressions inside documents: JSONata (`{% ... %}`), and paths and intrinsic functions of Step Functions (`"QueueUrl.$": ...`). They are
 * evaluated as far as their literals go: a text with holes for what only the run will tell.
 */

/** Stands in a text for what only the run will tell. Unicode gives the character no meaning. */
export const HOLE = "\uE002";

/** The expression that a text under a key is; undefined for a text that says what it says. */
export const expressionIn = (text: string, key: string): string | undefined =>
  /^\{%(.*)%\}$/s.exec(text.trim())?.[1] ?? (key.endsWith(".$") ? text : undefined);

/** A token: a literal, the sign that joins texts, or a run of anything else. */
const TOKEN = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(&)|((?:[^"'&\\]|\\.)+)/gs;

/** Every text that the literals of an expression make, holes included; the expression may come out as any of them. */
export function textsOf(expression: string): readonly string[] {
  const format = /^\s*States\.Format\(\s*'((?:\\.|[^'\\])*)'/s.exec(expression);
  if (format) {
    const [whole, template = ""] = format;
    const filled = unescape(template.replace(/(?<!\\)\{\}/g, HOLE));
    return [filled, ...joined(expression.slice(whole.length)).filter((text) => text !== HOLE)];
  }
  return joined(expression);
}

/** Texts that `&` joins; a literal beside anything else is an argument of a function, or a branch. */
function joined(expression: string): readonly string[] {
  const texts: string[] = [];
  let text: string | undefined;
  let joins = false;
  for (const [whole, double, single, and] of expression.matchAll(TOKEN)) {
    const literal = double ?? single;
    // Brackets and signs alone stand between texts.
    if (and === undefined && literal === undefined && !/[\w$]/.test(whole)) continue;
    if (and !== undefined) {
      text ??= HOLE;
      joins = true;
      continue;
    }
    const piece = literal === undefined ? HOLE : unescape(literal);
    if (text !== undefined && joins) text += piece;
    else {
      // A hole that a text follows without a join was the head of a call or of a condition.
      if (text !== undefined && text !== HOLE) texts.push(text);
      text = piece;
    }
    joins = false;
  }
  if (text !== undefined) texts.push(joins ? text + HOLE : text);
  return texts.length === 0 ? [HOLE] : texts;
}

const unescape = (literal: string): string => literal.replace(/\\(.)/gs, "$1");
