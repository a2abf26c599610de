/** One call of Terraform, taken apart as Terraform does it. */
import { splitWords } from "./shell-words";

type Environment = Readonly<Record<string, string | undefined>>;

/** A command line with what `TF_CLI_ARGS*` adds to it. */
export interface Invocation {
  /** Options before the subcommand, `-chdir=...` among them. */
  readonly globals: readonly string[];
  /** The subcommand: its first word, or nothing. */
  readonly subcommand: string | undefined;
  /** What follows the subcommand. */
  readonly rest: readonly string[];
  /** Terraform prints help or its version and does nothing else. Asked for where it cannot be the value of an option. */
  readonly informs: boolean;
}

const INFORMING = new Set(["-h", "-help", "--help", "-v", "-version", "--version"]);

/** Takes a command line apart, without looking at the environment. */
export function parseInvocation(argv: readonly string[]): Invocation {
  const at = argv.findIndex((arg) => arg !== "" && !arg.startsWith("-"));
  const globals = at < 0 ? argv : argv.slice(0, at);
  const rest = at < 0 ? [] : argv.slice(at + 1);
  return {
    globals,
    subcommand: at < 0 ? undefined : argv[at],
    rest,
    informs: [...globals, ...rest.slice(0, 1)].some((arg) => INFORMING.has(arg)),
  };
}

/**
 * The same call with the words that Terraform would insert after the subcommand: those of `TF_CLI_ARGS_<subcommand>`, then
 * those of `TF_CLI_ARGS`. Run what comes out of here {@link withoutArguments}, or they would count twice.
 */
export function mergeEnvironment(argv: readonly string[], env: Environment): Invocation {
  const { globals, subcommand, rest } = parseInvocation(argv);
  const general = wordsOf("TF_CLI_ARGS", env);
  if (subcommand === undefined) return parseInvocation([...general, ...argv]);
  const own = wordsOf(`TF_CLI_ARGS_${subcommand.replaceAll(/[- ]/g, "_")}`, env);
  return parseInvocation([...globals, subcommand, ...own, ...general, ...rest]);
}

const wordsOf = (variable: string, env: Environment): readonly string[] => splitWords(env[variable] ?? "", variable);

/** The environment without the variables that {@link mergeEnvironment} has read. */
export function withoutArguments(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^TF_CLI_ARGS(_|$)/.test(name)));
}

/** The folder that Terraform will work in. */
export function folderOf({ globals }: Pick<Invocation, "globals">): string {
  return globals.find((arg) => arg.startsWith("-chdir="))?.slice("-chdir=".length) ?? "";
}
