/** The CDKTF app of the stack `pseudonyms`. */
import { runApp } from "../../../stacks/run-app";
import { buildPseudonyms } from "../../constructs/pseudonymisation/pseudonyms";

void runApp(buildPseudonyms, process.env).then(({ exitCode, text }) => {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
});
