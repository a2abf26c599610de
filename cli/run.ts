/** The command line: arguments in, exit code out. A command is loaded when it is asked for. */
import { Command as Program, CommanderError, Option } from "commander";
import { printable } from "../core/printable";
import { UserError } from "../core/user-error";
import { version } from "../package.json";
import { diffFormats, reportFormats } from "../reports/formats";
import type { CheckOptions } from "./check";
import type { DiffOptions } from "./diff";
import { EXIT, exitCodeOfError, type ExitCode } from "./exit-code";
import type { ExplainOptions } from "./explain";
import { formatOption, TEXT_OR_JSON } from "./format-option";
import type { PublicKeyOptions } from "./keygen";
import type { Command, Terminal } from "./terminal";
import type { VerifyOptions } from "./verify";

const EXIT_HELP = `
Exit codes:
  0  compliant
  1  rejected: something violates the charter, or could not be proven
  2  the input or the arguments are wrong
  3  a fault of Clover`;

const DIFF_HELP = `
Exit codes:
  0  nothing changed, or nothing for the worse
  1  the posture got worse: a new foreign place, flow or principal, a key in other hands, a new finding, a wider charter
  2  the input or the arguments are wrong
  3  a fault of Clover`;

/** Runs one command line (without node and script). Never throws. */
export async function run(argv: readonly string[], given: Terminal): Promise<ExitCode> {
  // Messages quote arguments and inputs: hidden characters are shown, so that they cannot steer the terminal.
  const visible = (text: string) => text.split("\n").map(printable).join("\n");
  const terminal: Terminal = { ...given, complain: (text) => given.complain(visible(text)) };
  try {
    let chosen: Command | undefined;
    const program = describeProgram(terminal, (command) => (chosen = command));
    await program.parseAsync([...argv], { from: "user" });
    return chosen ? await chosen(terminal) : EXIT.wrongInput;
  } catch (error) {
    // Commander has printed its own message already. Help and version end with success.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.compliant : EXIT.wrongInput;
    terminal.complain(describeFailure(error, terminal));
    return exitCodeOfError(error);
  }
}

function describeProgram(terminal: Terminal, choose: (command: Command) => void): Program {
  const program = new Program("clover")
    .description("Proves, before anything is applied, that infrastructure stays where the charter says.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.print(text), writeErr: (text) => terminal.complain(text) })
    .addHelpText("after", EXIT_HELP);

  program
    .command("check")
    .description("judge cdktf.out, a cdk.tf.json, a plan or state (JSON or binary), a folder, or - (standard input)")
    .argument(
      "[path...]",
      "files, or folders (subfolders are not read); cdktf.out if none is named. Of a folder with .tf or .tofu files the plans in it are judged, or else the configuration itself; its state is not",
    )
    .option("--charter <file>", "the charter; else CLOVER_CHARTER, else the nearest charter.yaml upwards")
    .addOption(formatOption(reportFormats))
    .option("--output <file>", "write the report to a file")
    .addOption(
      new Option("--policy <glob>", "judge only these policies, for example 'residency/*' (repeatable)")
        .argParser(collect)
        .default([], "all"),
    )
    .addOption(
      new Option("--var-file <file>", "a file of variables for a folder of HCL (repeatable)")
        .argParser(collect)
        .default([], "none"),
    )
    .option(
      "--source <folder>",
      "the configuration that a plan's JSON was made from: it settles what the JSON leaves open",
    )
    .option("--evidence <file>", "write a signed statement to this file, or into this folder under the input's digest")
    .option("--sign <key>", "the signing key: a file of `clover keygen`, or awskms:///ARN; else CLOVER_SIGNING_KEY")
    .action((paths: string[], options: CheckOptions) => {
      choose(async (terminal) => (await import("./check")).check(paths, options, terminal));
    });

  program
    .command("diff")
    .description("compare the posture of two plans, states or synthesized stacks (or folders of them)")
    .argument("<old>", "the earlier side: a file, a folder, or - (standard input)")
    .argument("<new>", "the later side: a file, a folder, or - (standard input)")
    .option("--charter <file>", "the charter; else CLOVER_CHARTER, else the nearest charter.yaml upwards")
    .option("--old-charter <file>", "the charter of the earlier side; else the same as the later side's")
    .addOption(formatOption(diffFormats))
    .option("--output <file>", "write the report to a file")
    .option("--exit-code", "exit with 1 for any change, not only for the worse")
    .addHelpText("after", DIFF_HELP)
    .action((old: string, now: string, options: DiffOptions) => {
      choose(async (terminal) => (await import("./diff")).diff(old, now, options, terminal));
    });

  program
    .command("init")
    .description("write a charter, a stack and a pipeline to start from; existing files are kept")
    .argument("[folder]", "the folder to write to; the working directory if none is named")
    .action((folder: string | undefined) => {
      choose(async (terminal) => (await import("./init")).init(folder, terminal));
    });

  program
    .command("verify")
    .description("check a signed statement: its signature, its subject, and whether it still holds")
    .argument("<statement>", "a file that `clover check --evidence` wrote")
    .addOption(
      new Option("--key <file>", "a public key to accept (repeatable); else CLOVER_EVIDENCE_KEY")
        .argParser(collect)
        .default([], "none"),
    )
    .option("--plan <file>", "the plan that the statement must be about")
    .option("--charter <file>", "the charter that the statement must name")
    .option("--at <date>", "the day or time at which the statement must hold; now if not given")
    .addOption(formatOption(TEXT_OR_JSON))
    .action((statement: string, options: VerifyOptions) => {
      choose(async (terminal) => (await import("./verify")).verify(statement, options, terminal));
    });

  program
    .command("keygen")
    .description("make a key pair to sign evidence with: FILE and FILE.pub")
    .argument("<file>", "the file to write; encrypted if CLOVER_SIGNING_KEY_PASSPHRASE is set")
    .action((file: string) => {
      choose(async (terminal) => (await import("./keygen")).keygen(file, terminal));
    });

  program
    .command("public-key")
    .description("print the public half of a signing key, in PEM")
    .argument("<key>", "a file of `clover keygen`, or awskms:///ARN")
    .option("--charter <file>", "the charter that must approve the region of a KMS key")
    .action((key: string, options: PublicKeyOptions) => {
      choose(async (terminal) => (await import("./keygen")).publicKey(key, options, terminal));
    });

  program
    .command("explain")
    .description("explain a policy: why it exists, how to satisfy it, and examples")
    .argument("<policy>", "the id of the policy, for example residency/placement")
    .addOption(formatOption(TEXT_OR_JSON))
    .action((name: string, options: ExplainOptions) => {
      choose(async (terminal) => (await import("./explain")).explain(name, options, terminal));
    });

  program
    .command("policies")
    .description("list the policies")
    .addOption(formatOption(TEXT_OR_JSON))
    .action((options: ExplainOptions) => {
      choose(async (terminal) => (await import("./explain")).listPolicies(options, terminal));
    });
  return program;
}

const collect = (glob: string, before: readonly string[]): readonly string[] => [...before, glob];

/** An error as text: message and remedy of a UserError; for a fault the message, or the stack if DEBUG is set. */
function describeFailure(error: unknown, { env }: Terminal): string {
  if (error instanceof UserError) return `clover: ${error.message}\n${error.remedy ? `  ${error.remedy}\n` : ""}`;
  const message = error instanceof Error ? error.message : String(error);
  if (env.DEBUG) return `clover: ${error instanceof Error ? (error.stack ?? message) : message}\n`;
  return `clover: a fault of Clover: ${message}\n  Nothing was proven. Please report it, with what \`DEBUG=1\` before the same command prints.\n`;
}
