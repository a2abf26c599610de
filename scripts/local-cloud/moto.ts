/** A local AWS API of our own: moto in the project's virtual environment, and what it can tell about what was asked of it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ApiCall, readRecording } from "./moto-recording";
import { isReady, NOT_READY, PYTHON } from "./venv";

const root = resolve(__dirname, "..", "..");

/** How long an answer may take on a machine that others use as well, in milliseconds. */
const PATIENCE = 600_000;

/** Credentials as AWS clients read them from the environment. */
export interface Credentials {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

/** A running server. */
export interface Moto {
  readonly url: string;
  /** Temporary credentials of an account: moto decides by the assumed role which account a caller belongs to. */
  assume(account: string, role?: string): Promise<Credentials>;
  /** Whether what a caller's own policies do not allow is refused; moto looks at actions and resources, not at conditions. */
  enforce(on: boolean): Promise<void>;
  /** Forgets what was recorded and records from here on. */
  record(): Promise<void>;
  /** What was asked since {@link record}. */
  calls(): Promise<readonly ApiCall[]>;
  /** What the API answers an account in a region: S3's root without parameters, an EC2 or STS action with them. */
  ask(service: string, region: string, by: Credentials, parameters?: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it and waits until it answers. Throws with the server's own words when it does not. */
export async function startMoto(): Promise<Moto> {
  if (!isReady()) throw new Error(`${NOT_READY.what} is missing. ${NOT_READY.remedy}`);
  const folder = mkdtempSync(join(tmpdir(), "clover-moto-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, "log");
  const server = spawn(
    PYTHON,
    [join(root, "scripts", "local-cloud", "moto-server.py"), "-H", "127.0.0.1", "-p", String(port)],
    {
      cwd: folder,
      // The pipe to its standard input is what the server lives by: it ends when this process does.
      stdio: ["pipe", openSync(log, "a"), openSync(log, "a")],
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
        MOTO_RECORDER_FILEPATH: join(folder, "recording"),
      },
    },
  );
  const stop = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(url, server))) {
    const words = readFileSync(log, "utf8");
    await stop();
    throw new Error(`moto did not start:\n${words.slice(-2000)}`);
  }
  return {
    url,
    assume: (account, role = "deployer") => assumeRole(url, account, role),
    enforce: async (on) => void (await call(`${url}/moto-api/reset-auth`, "POST", on ? "0" : "inf")),
    async record() {
      await call(`${url}/moto-api/recorder/reset-recording`, "POST");
      await call(`${url}/moto-api/recorder/start-recording`, "POST");
    },
    calls: async () => readRecording(await call(`${url}/moto-api/recorder/download-recording`)),
    ask: (service, region, by, parameters) => ask(url, service, region, by, parameters),
    stop,
  };
}

function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => settle((address as { port: number }).port));
    });
  });
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline && server.exitCode === null && server.signalCode === null) {
    try {
      if ((await fetch(`${url}/moto-api/`, { signal: AbortSignal.timeout(2000) })).ok) return true;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  return false;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((settle) => server.once("exit", settle));
  server.kill("SIGTERM");
  const killer = setTimeout(() => server.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(killer);
}

async function call(url: string, method = "GET", body?: string): Promise<string> {
  const response = await fetch(url, { method, ...(body ? { body } : {}), signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status}`);
  return await response.text();
}

const NOBODY: Credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_SESSION_TOKEN: "" };

/** moto finds service, region and account in the signature's scope and does not check the signature. */
async function ask(
  url: string,
  service: string,
  region: string,
  { AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token }: Credentials,
  parameters?: Record<string, string>,
): Promise<string> {
  const response = await fetch(`${url}/`, {
    method: parameters ? "POST" : "GET",
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=${key}/20250101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...(token && { "X-Amz-Security-Token": token }),
    },
    ...(parameters && { body: new URLSearchParams(parameters) }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${service} in ${region}: ${response.status}\n${answer.slice(0, 500)}`);
  return answer;
}

async function assumeRole(url: string, account: string, role: string): Promise<Credentials> {
  const answer = await ask(url, "sts", "eu-west-1", NOBODY, {
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: `arn:aws:iam::${account}:role/${role}`,
    RoleSessionName: "clover",
  });
  const read = (name: string): string => {
    const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(answer)?.[1];
    if (value === undefined) throw new Error(`moto gave no ${name} for account ${account}.`);
    return value;
  };
  return {
    AWS_ACCESS_KEY_ID: read("AccessKeyId"),
    AWS_SECRET_ACCESS_KEY: read("SecretAccessKey"),
    AWS_SESSION_TOKEN: read("SessionToken"),
  };
}
