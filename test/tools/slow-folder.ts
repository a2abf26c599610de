/** A configuration that takes its time to be planned or applied, and that needs no provider but Terraform's own. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Long enough to be interrupted, milliseconds. */
const PATIENCE = 2000;
const STATE = { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "slow", outputs: {}, resources: [] };

interface Resource {
  readonly mode: string;
  readonly name: string;
}

/** When Terraform has to wait: it then shows `slow: Reading...`. */
export type Slowly = "never" | "planned" | "applied";

export interface SlowFolder {
  readonly path: string;
  /** For the `TMPDIR` of what is tested. */
  readonly temporary: string;
  /** Writes the configuration: a resource, then what is waited for, then another resource. The state is forgotten. */
  configure(slowly: Slowly): void;
  /** Names of what Terraform's state holds, and of what was left among the temporary files. */
  look(): { state: readonly string[]; left: readonly string[] };
  close(): void;
}

/** Makes it; what is waited for is a state on a server of this process. */
export async function makeSlowFolder(): Promise<SlowFolder> {
  const server = createServer((_, answer) => setTimeout(() => answer.end(JSON.stringify(STATE)), PATIENCE));
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const path = mkdtempSync(join(tmpdir(), "clover-slow-"));
  const temporary = join(path, "temporary");
  mkdirSync(temporary);
  const file = join(path, "terraform.tfstate");
  const wait = (after: string) => `
data "terraform_remote_state" "slow" {
  backend    = "http"
  config     = { address = "http://127.0.0.1:${(server.address() as AddressInfo).port}/" }
  depends_on = [${after}]
}
`;
  return {
    path,
    temporary,
    configure(slowly) {
      rmSync(file, { force: true });
      const waits = { never: "", planned: wait(""), applied: wait("terraform_data.first") }[slowly];
      const after = slowly === "never" ? "terraform_data.first" : "data.terraform_remote_state.slow";
      const first = `resource "terraform_data" "first" {}\n`;
      writeFileSync(
        join(path, "main.tf"),
        `${first}${waits}resource "terraform_data" "last" {\n  depends_on = [${after}]\n}\n`,
      );
    },
    look() {
      // Terraform makes an empty file to lock, and leaves it when it is killed.
      const text = existsSync(file) ? readFileSync(file, "utf8") : "";
      const resources = text === "" ? [] : (JSON.parse(text) as { resources: Resource[] }).resources;
      return {
        state: resources.filter(({ mode }) => mode === "managed").map(({ name }) => name),
        left: readdirSync(temporary),
      };
    },
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(path, { recursive: true, force: true });
    },
  };
}
