/**
 * `npm run deploy -- STACK...` and `npm run destroy -- STACK...`: cdktf with the gate in Terraform's place. Whatever cdktf
 * takes can follow.
 */
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { cloverTerraform } from "./gate-program";

const root = resolve(__dirname, "..");
const charter = process.env["CLOVER_CHARTER"];

const child = spawn(join(root, "node_modules", ".bin", "cdktf"), process.argv.slice(2), {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    TERRAFORM_BINARY_NAME: cloverTerraform(),
    // Terraform runs in the stack's folder, where a relative path would mean another file.
    ...(charter ? { CLOVER_CHARTER: resolve(charter) } : {}),
  },
});
// A terminal sends Ctrl-C to cdktf too, which then ends in its own way: wait for it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  process.stderr.write(`clover: cdktf cannot be run: ${error.message}. Run npm ci first.\n`);
  process.exitCode = 3;
});
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
