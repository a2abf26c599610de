/** One call of Terraform, taken apart as Terraform does it. */
import { splitWords } from "./shell-words";

type Environment = Readonly<Record<string, string | undefined>>;

/** A command line with what `TF_CLI_ARGS*` adds to it. */
export interface Invocation {
  /** Options before the subcommand, `-chdir=...` among them. */
  readonly globals: readonly string[];
  /** The subcommand: its first word, or nothing. */
  readonly subcommand: string | undefined;
  /** Arguments after the subcommand. */
  readonly rest: readonly string[];
  /** Terraform prints help or its version and does nothing else. */
  readonly informs: boolean;
}

const INFORMING = new Set(["-h", "-help", "--help", "-v", "-version", "--version"]);

/** Subcommands whose next word is a part of their name: words of the environment come after it. */
const NESTED = new Set(["state", "workspace", "env"]);

/** Takes a command line apart, without looking at the environment. */
export function parseInvocation(argv: readonly string[]): Invocation {
  const at = argv.findIndex((arg) => arg !== "" && !arg.startsWith("-"));
  const globals = at < 0 ? argv : argv.slice(0, at);
  const rest = at < 0 ? [] : argv.slice(at + 1);
  const end = argv.indexOf("--");
  return {
    globals,
    subcommand: at < 0 ? undefined : argv[at],
    rest,
    // Wherever it stands, as the value of an option too: Terraform looks for it before it reads any option.
    informs: argv.slice(0, end < 0 ? argv.length : end).some((arg) => INFORMING.has(arg)),
  };
}

/** The command line again. */
export function wordsOf({ globals, subcommand, rest }: Invocation): readonly string[] {
  return subcommand === undefined ? globals : [...globals, subcommand, ...rest];
}

/** The subcommand's whole name, in words: with its verb where it is nested, such as `workspace delete`. */
export function nameOf({ subcommand, rest: [verb] }: Invocation): readonly string[] {
  if (subcommand === undefined) return [];
  return NESTED.has(subcommand) && verb && !verb.startsWith("-") ? [subcommand, verb] : [subcommand];
}

/**
 * The same call with the words that Terraform would insert after the subcommand's name: those of `TF_CLI_ARGS_<name>`, then
 * those of `TF_CLI_ARGS`. Run what comes out of here {@link withoutArguments}: they would count twice, and where Terraform
 * does not know a name, elsewhere.
 */
export function mergeEnvironment(argv: readonly string[], env: Environment): Invocation {
  const given = parseInvocation(argv);
  const name = nameOf(given);
  const general = readWords("TF_CLI_ARGS", env);
  const own = name.length > 0 ? readWords(`TF_CLI_ARGS_${name.join("_").replaceAll("-", "_")}`, env) : [];
  const at = given.globals.length + name.length;
  return parseInvocation([...argv.slice(0, at), ...own, ...general, ...argv.slice(at)]);
}

const readWords = (variable: string, env: Environment): readonly string[] => splitWords(env[variable] ?? "", variable);

/** The environment without the variables that {@link mergeEnvironment} has read. */
export function withoutArguments(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^TF_CLI_ARGS(_|$)/.test(name)));
}

/** The folder that Terraform will work in. */
export function folderOf({ globals }: Pick<Invocation, "globals">): string {
  return globals.find((arg) => arg.startsWith("-chdir="))?.slice("-chdir=".length) ?? "";
}
