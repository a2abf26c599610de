/** What the Pulumi engine does with a policy pack: starts it through @pulumi/pulumi's own runner, and asks it over gRPC. */
import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig,
  type AnalyzeDiagnostic,
  type AnalyzeResponse,
  type AnalyzerInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { buildSync } from "esbuild";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

const root = join(__dirname, "../..");
const { placeData } = createRequire(__filename)("../../scripts/bundle.cjs") as { placeData(folder: string): void };

/** A resource as a program declares it. */
export interface Declared {
  readonly type: string;
  readonly name?: string;
  readonly props?: Record<string, JavaScriptValue>;
  /** Settings of the provider that serves it; null for none, as components have it. */
  readonly provider?: Record<string, JavaScriptValue> | null;
  /** Names of the resources that an input was made from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

/** How Pulumi sends a text that only the deployment will tell. */
export const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The package as it is installed: compiled folders, PulumiPolicy.yaml, package.json. Without a charter. */
export function buildPack(): string {
  const folder = mkdtempSync(join(tmpdir(), "clover-pack-"));
  const entryPoints = ["core", "charter", "model", "placement", "policies"].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|json)$/.test(file) && file !== "carriers.json")
      .map((file) => join(root, name, file)),
  );
  const outdir = join(folder, "dist");
  const common = { absWorkingDir: root, outbase: root, outdir, platform: "node", logLevel: "error" } as const;
  buildSync({ ...common, entryPoints: entryPoints.filter((file) => file.endsWith(".ts")), format: "cjs" });
  const data = entryPoints.filter((file) => file.endsWith(".json"));
  buildSync({ ...common, entryPoints: data, loader: { ".json": "copy" } });
  placeData(outdir);
  for (const file of ["package.json", "PulumiPolicy.yaml"]) copyFileSync(join(root, file), join(folder, file));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** A pack that is being served. */
export class Engine {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** The engine starts `.` in the folder of PulumiPolicy.yaml, and reads the port from the first line. */
  static async start(folder: string): Promise<Engine> {
    const runner = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", "."], { cwd: folder, stdio: "pipe" });
    const port = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (data: Buffer) => /^\d+\s/.test((said += String(data))) && resolve(said.trim()));
      child.stderr.on("data", (data: Buffer) => (said += String(data)));
      child.on("exit", (code) => reject(new Error(`the pack ended with ${code}: ${said}`)));
    });
    return new Engine(child, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure()));
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }

  policies(): Promise<readonly string[]> {
    return ask<AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done)).then((info) =>
      info.getPoliciesList().map((policy) => policy.getName()),
    );
  }

  /** @param charter path that every policy is given */
  async configure(charter: string): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const name of await this.policies()) {
      const config = new PolicyConfig().setEnforcementlevel(1).setProperties(Struct.fromJavaScript({ charter }));
      request.getPolicyconfigMap().set(name, config);
    }
    await ask((done) => this.client.configure(request, done));
  }

  /** What is shown before a resource is created. */
  async analyze(declared: Declared): Promise<readonly string[]> {
    const request = fill(new AnalyzeRequest(), declared);
    return told(await ask((done) => this.client.analyze(request, done)));
  }

  /** What is shown at the end of a preview. */
  async analyzeStack(...declared: readonly Declared[]): Promise<readonly string[]> {
    const request = new AnalyzeStackRequest().setResourcesList(declared.map(toResource));
    return told(await ask((done) => this.client.analyzeStack(request, done)));
  }
}

const ask = <Answer>(call: (done: (error: ServiceError | null, answer: Answer) => void) => unknown): Promise<Answer> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

function fill<T extends AnalyzeRequest | AnalyzerResource>(message: T, declared: Declared): T {
  const { type, name = "it", props = {}, provider = { region: "eu-west-1" } } = declared;
  message.setType(type);
  message.setName(name);
  message.setUrn(urnOf(type, name));
  message.setProperties(Struct.fromJavaScript(props));
  message.setOptions(new AnalyzerResourceOptions());
  if (!provider) return message;
  const served = `pulumi:providers:${type.split(":", 1)[0]}`;
  message.setProvider(
    new AnalyzerProviderResource()
      .setType(served)
      .setName("default")
      .setUrn(urnOf(served, `default-${String(provider["region"])}`))
      .setProperties(Struct.fromJavaScript(provider)),
  );
  return message;
}

function toResource(declared: Declared, _: number, all: readonly Declared[]): AnalyzerResource {
  const message = fill(new AnalyzerResource(), declared);
  for (const [input, names] of Object.entries(declared.from ?? {})) {
    const urns = all
      .filter(({ name = "it" }) => names.includes(name))
      .map(({ type, name = "it" }) => urnOf(type, name));
    message.getPropertydependenciesMap().set(input, new AnalyzerPropertyDependencies().setUrnsList(urns));
  }
  return message;
}

/** `policy at resource: message`, without the description that Pulumi puts before it. */
const told = (response: AnalyzeResponse): readonly string[] =>
  response
    .getDiagnosticsList()
    .map((diagnostic) => `${where(diagnostic)}: ${diagnostic.getMessage().split("\n").at(-1)}`);

function where(diagnostic: AnalyzeDiagnostic): string {
  const level = ["advisory", "mandatory", "disabled"][diagnostic.getEnforcementlevel()];
  const name = diagnostic.getUrn().split("::").at(-1);
  return `${level} ${diagnostic.getPolicyname()}${name ? ` at ${name}` : ""}`;
}

export const removePack = (folder: string): void => rmSync(folder, { recursive: true });
