/** The CDKTF app that cdktf.json names: one stack per site of the charter, judged before Terraform starts. */
import { buildEnclave } from "./enclave";
import { runApp } from "./run-app";

runApp(buildEnclave, process.env).then(({ exitCode, text }) => {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = exitCode;
});
