/** `clover explain` and `clover policies`: what the pack demands and why, from the policy objects themselves. */
import { findClosest } from "../core/closest";
import { InputError } from "../core/user-error";
import { policies } from "../policies/catalogue";
import type { Policy } from "../policies/policy";
import { EXIT, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

/** Formats of both commands. */
export interface ExplainOptions {
  readonly format: string;
}

/** Prints everything that stands in the policy's file. */
export async function explain(name: string, { format }: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const policy = policies.find((policy) => policy.name === name);
  if (!policy) {
    const closest = findClosest(
      name,
      policies.map((policy) => policy.name),
    );
    throw new InputError(
      `There is no policy ${name}.`,
      closest ? `Did you mean ${closest}? List them with \`clover policies\`.` : "List them with `clover policies`.",
    );
  }
  terminal.print(isJson(format) ? `${JSON.stringify(describe(policy), null, 2)}\n` : `${explainInText(policy)}\n`);
  return EXIT.compliant;
}

/** Lists the pack, sorted by id. */
export async function listPolicies({ format }: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const sorted = policies.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (isJson(format)) {
    const rows = sorted.map((policy) => {
      const { examples: _, ...row } = describe(policy);
      return row;
    });
    terminal.print(`${JSON.stringify(rows, null, 2)}\n`);
    return EXIT.compliant;
  }
  const width = Math.max(...sorted.map(({ name }) => name.length));
  for (const { name, severity, enforcementLevel, description } of sorted) {
    terminal.print(`${name.padEnd(width)}  ${severity.padEnd(8)}  ${enforcementLevel.padEnd(9)}  ${description}\n`);
  }
  return EXIT.compliant;
}

function isJson(format: string): boolean {
  if (format !== "text" && format !== "json") {
    throw new InputError(`There is no format ${format} here.`, "Choose one of: text, json.");
  }
  return format === "json";
}

function describe(policy: Policy) {
  const { name, description, severity, enforcementLevel, waivable, why, fix, controls, examples } = policy;
  return { name, description, severity, enforcementLevel, waivable, why, fix, controls, examples };
}

function explainInText(policy: Policy): string {
  const { name, description, severity, enforcementLevel, waivable, why, fix, controls, examples } = policy;
  return [
    `${name} (${severity}, ${enforcementLevel}, ${waivable ? "can be waived in the charter" : "cannot be waived"})`,
    `\n${description}`,
    `\nWhy\n${indent(why)}`,
    `\nFix\n${indent(fix)}`,
    ...(controls.length > 0 ? [`\nControls\n${controls.map((control) => `  - ${control}`).join("\n")}`] : []),
    "\nExamples",
    ...examples.flatMap((example) => [
      `  ${example.name}`,
      ...Object.entries(example.expect).map(([address, outcome]) => `    ${address}: ${outcome}`),
      indent(indent(JSON.stringify(example.terraform, null, 2))),
      "",
    ]),
  ]
    .join("\n")
    .trimEnd();
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");
