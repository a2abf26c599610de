import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SiteStack } from "../../constructs/foundation/site-stack";
import { SovereignBucket } from "../../constructs/data/sovereign-bucket";
import { buildEnclave } from "../../stacks/enclave";
import { readInputs } from "../../model/input/read";
import { type Build, runApp } from "../../stacks/run-app";

const root = join(__dirname, "..", "..");
const outdir = mkdtempSync(join(tmpdir(), "clover-run-app-"));
const env = { CLOVER_CHARTER: join(root, "charter.yaml"), CDKTF_OUTDIR: join(outdir, "out") };

afterEach(() => rmSync(join(outdir, "out"), { recursive: true, force: true }));
afterAll(() => rmSync(outdir, { recursive: true }));

/** An app of somebody else's: one stack, filled by hand. */
const withDublin =
  (fill: (stack: SiteStack) => void): Build =>
  (app, charter, settings) =>
    fill(new SiteStack(app, "dublin", { ...settings, charter, site: "dublin" }));

test("the enclave of the charter is compliant", async () => {
  const { exitCode, text } = await runApp(buildEnclave, env);
  expect(text).toMatch(/^Clover: compliant\b.* \d+ in IE, \d+ in NO\b/);
  expect(exitCode).toBe(0);
});

test("one bucket under a provider of another region has the synthesis rejected, naming the bucket", async () => {
  const build = withDublin((stack) => {
    const provider = new AwsProvider(stack, "us", { region: "us-east-1", alias: "us" });
    new S3Bucket(stack, "foreign", { bucket: "foreign", provider });
  });
  const { exitCode, text } = await runApp(build, env);
  expect(exitCode).toBe(1);
  expect(text).toMatch(/^Clover: rejected/);
  expect(text).toMatch(/violation residency\/placement at aws_s3_bucket\.foreign.*us-east-1/);
});

test("what was judged is what was written", async () => {
  await runApp(
    withDublin((stack) => void new SovereignBucket(stack, "mail", { dataClass: "restricted" })),
    env,
  );
  const written = JSON.parse(readFileSync(join(env.CDKTF_OUTDIR, "stacks", "dublin", "cdk.tf.json"), "utf8")) as object;
  expect(written).toHaveProperty(["resource", "aws_s3_bucket"]);
});

test("a mistake in a stack is told in its sentence alone", async () => {
  const build = withDublin((stack) => void new SovereignBucket(stack, "mail", { dataClass: "audit", bucketName: "A" }));
  expect(await runApp(build, env)).toEqual({
    exitCode: 2,
    text: 'dublin/mail: "A" is no bucket name: 3 to 63 small letters, digits and hyphens. Give a literal bucket name that obeys this, or a shorter construct id to derive it from.',
  });
});

test("a charter that cannot be read, and a setting that is none, end the run before anything is written", async () => {
  const missing = await runApp(buildEnclave, { ...env, CLOVER_CHARTER: join(outdir, "none.yaml") });
  expect(missing).toEqual({ exitCode: 2, text: expect.stringContaining("none.yaml:1:1 no such file") as string });
  const setting = await runApp(buildEnclave, { ...env, CLOVER_LOCAL_STATE: "maybe" });
  expect(setting).toEqual({
    exitCode: 2,
    text: 'CLOVER_LOCAL_STATE: "maybe" is neither 0 nor 1. Give 1, or unset it.',
  });
});

test("HCL output is refused: the gate would judge older JSON beside it", async () => {
  process.env["SYNTH_HCL_OUTPUT"] = "true";
  try {
    expect(await runApp(buildEnclave, env)).toEqual({
      exitCode: 2,
      text: "SYNTH_HCL_OUTPUT: the gate judges JSON, and CDKTF was asked for HCL. Leave out --hcl.",
    });
  } finally {
    delete process.env["SYNTH_HCL_OUTPUT"];
  }
});

test("a fault in a stack is shown with its trace, and is no pass", async () => {
  const fault = await runApp(() => {
    throw new TypeError("boom");
  }, env);
  expect(fault).toEqual({ exitCode: 3, text: expect.stringMatching(/^TypeError: boom\n\s+at /) as string });
});

test("what an earlier run made is not taken for the output of a run that fails", async () => {
  const good = withDublin((stack) => void new SovereignBucket(stack, "mail", { dataClass: "restricted" }));
  const broken = () => {
    throw new TypeError("boom");
  };
  for (const [build, change, exitCode] of [
    [broken, {}, 3],
    [good, { CLOVER_CHARTER: join(outdir, "none.yaml") }, 2],
    [good, { CLOVER_LOCAL_STATE: "maybe" }, 2],
  ] as const) {
    expect(await runApp(good, env)).toMatchObject({ exitCode: 0 });
    expect(await runApp(build, { ...env, ...change })).toMatchObject({ exitCode });
    await expect(readInputs([env.CDKTF_OUTDIR])).rejects.toThrow(
      `${env.CDKTF_OUTDIR} has stacks but no readable manifest.json.`,
    );
  }
});

test("an app without a stack is no pass: there is nothing to judge", async () => {
  expect(await runApp(() => {}, env)).toEqual({
    exitCode: 2,
    text: `${env.CDKTF_OUTDIR} holds no stack. Run \`cdktf synth\` in a project that has one.`,
  });
});
