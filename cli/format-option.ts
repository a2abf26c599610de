/** The option `--format`: its help text and its look-up, both from a table of formats by name. */
import { Option } from "commander";
import { InputError } from "../core/user-error";

/** The formats of commands that print either text for people or JSON for programs. */
export const TEXT_OR_JSON = { text: "text", json: "json" } as const;

/** The option with a help text that lists every format of the table. The first format is the default. */
export function formatOption(formats: Readonly<Record<string, unknown>>): Option {
  const names = Object.keys(formats);
  return new Option("--format <format>", `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`).default(names[0]);
}

/** The entry of the named format. @throws InputError if the table does not list the format */
export function chooseFormat<Entry>(formats: Readonly<Record<string, Entry>>, name: string): Entry {
  const chosen = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (chosen !== undefined) return chosen;
  throw new InputError(
    `"${name}" is not a format of this command.`,
    `Choose one of: ${Object.keys(formats).join(", ")}.`,
  );
}
