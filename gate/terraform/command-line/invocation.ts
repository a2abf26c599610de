/** One call of Terraform, parsed like Terraform does. */
import { splitWords } from "./shell-words";

type Environment = Readonly<Record<string, string | undefined>>;

/** The parts of a command line. */
export interface Invocation {
  /** Options before the subcommand, `-chdir=...` among them. */
  readonly globals: readonly string[];
  /** The subcommand: its first word, or nothing. */
  readonly subcommand: string | undefined;
  /** Arguments after the subcommand. */
  readonly rest: readonly string[];
  /** True if Terraform only prints help or its version. */
  readonly informs: boolean;
}

const INFORMING = new Set(["-h", "-help", "--help", "-v", "-version", "--version"]);

/** Subcommands whose next word is a part of their name. Arguments from the environment are inserted after that word. */
const NESTED = new Set(["state", "workspace", "env"]);

/** Parses a command line, without the environment. */
export function parseInvocation(argv: readonly string[]): Invocation {
  const at = argv.findIndex((arg) => arg !== "" && !arg.startsWith("-"));
  const globals = at < 0 ? argv : argv.slice(0, at);
  const rest = at < 0 ? [] : argv.slice(at + 1);
  const end = argv.indexOf("--");
  return {
    globals,
    subcommand: at < 0 ? undefined : argv[at],
    rest,
    // Anywhere in the line, even as the value of an option: Terraform looks for it before it reads options.
    informs: argv.slice(0, end < 0 ? argv.length : end).some((arg) => INFORMING.has(arg)),
  };
}

/** The command line of an invocation. */
export function wordsOf({ globals, subcommand, rest }: Invocation): readonly string[] {
  return subcommand === undefined ? globals : [...globals, subcommand, ...rest];
}

/** The words of the subcommand's name, with its verb if it is nested, such as `workspace delete`. */
export function nameOf({ subcommand, rest: [verb] }: Invocation): readonly string[] {
  if (subcommand === undefined) return [];
  return NESTED.has(subcommand) && verb && !verb.startsWith("-") ? [subcommand, verb] : [subcommand];
}

/**
 * The same call with the words that Terraform would insert after the subcommand's name: those of `TF_CLI_ARGS_<name>`, then
 * those of `TF_CLI_ARGS`. Run the result with the environment of
 * {@link withoutArguments}. Terraform would otherwise insert the words a second time, possibly at another position.
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
