import type { Backend, Resource } from "../../model/document";
import { readsState, stateReadBy } from "../../model/references/remote-state";
import { Unknown } from "../../model/value";
import { notKnown } from "../../placement/state/backend-arguments";
import { judgeBackend } from "../../placement/state/judge-backend";
import { documentPolicy, type DocumentInput, type Problem } from "../policy";

/** Judges where Terraform state is stored and read from. State holds a copy of the enclave's attributes, including secrets. */
export const state = documentPolicy(
  {
    name: "residency/state",
    description: "Terraform state is stored in approved jurisdictions, and read only from there.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Terraform writes every attribute that it manages into its state without encryption, including secrets. A backend in another country " +
      "holds a copy of the enclave's configuration and secrets there. The same is true of a backend whose endpoint, key or role is in another " +
      "country or belongs to another party. A data source terraform_remote_state moves the secrets of another configuration across the " +
      "border. The JSON of a plan does not show its own backend; synthesized stacks, saved plans and the gate do.",
    fix:
      "Keep the state in an S3 bucket of a charter site, with a literal region, AWS's own endpoints, and roles and keys of the charter's accounts. " +
      "A host outside of AWS is approved under `endpoints` in the charter.",
    controls: ["GDPR 44", "SecNumCloud 3.2 19.2.d", "C5 PSS-12"],
    examples: [
      {
        name: "an approved region",
        terraform: backend({ s3: { bucket: "b", key: "k", region: "eu-west-1" } }),
        expect: { "terraform.backend.s3": "pass" },
      },
      {
        name: "a foreign region",
        terraform: backend({ s3: { bucket: "b", key: "k", region: "us-east-1" } }),
        expect: { "terraform.backend.s3": "violation" },
      },
      {
        name: "a role of an account that is not in the charter",
        terraform: backend({
          s3: {
            bucket: "b",
            key: "k",
            region: "eu-west-1",
            assume_role: { role_arn: "arn:aws:iam::999999999999:role/r" },
          },
        }),
        expect: { "terraform.backend.s3": "violation" },
      },
      {
        name: "a region from the environment",
        terraform: backend({ s3: { bucket: "b", key: "k" } }),
        expect: { "terraform.backend.s3": "undetermined" },
      },
      {
        name: "another vendor's store",
        terraform: backend({
          s3: { bucket: "b", key: "k", region: "eu-west-1", endpoints: { s3: "https://s3.example.com" } },
        }),
        expect: { "terraform.backend.s3": "undetermined" },
      },
      {
        name: "a host that the charter does not know",
        terraform: backend({ http: { address: "https://state.example.com/x" } }),
        expect: { "terraform.backend.http": "undetermined" },
      },
      {
        name: "HCP Terraform, which is in the United States",
        terraform: backend({ remote: { organization: "o", workspaces: { name: "w" } } }),
        expect: { "terraform.backend.remote": "violation" },
      },
      {
        name: "a file on the machine that runs Terraform",
        terraform: backend({ local: { path: "terraform.tfstate" } }),
        expect: { "terraform.backend.local": "pass" },
      },
      {
        name: "the states of other configurations",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          data: {
            terraform_remote_state: {
              near: { backend: "s3", config: { bucket: "b", key: "k", region: "eu-west-1" } },
              far: { backend: "s3", config: { bucket: "b", key: "k", region: "us-east-1" } },
              anywhere: { backend: "gcs", config: { bucket: "b" } },
            },
          },
        },
        expect: {
          "data.terraform_remote_state.near": "pass",
          "data.terraform_remote_state.far": "violation",
          "data.terraform_remote_state.anywhere": "undetermined",
        },
      },
    ],
  },
  function* (bench) {
    const { backend: kept, resources } = bench.located.document;
    if (kept) yield* judgeKept(kept, bench);
    for (const resource of resources) if (readsState(resource)) yield* judgeRead(resource, bench);
  },
);

function backend(block: Record<string, unknown>): Record<string, unknown> {
  return {
    terraform: { backend: block },
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: { aws_sqs_queue: { q: { name: "q" } } },
  };
}

function* judgeKept({ type, settings, filesRead = false }: Backend, { located }: DocumentInput): Iterable<Problem> {
  const input = { type, settings, name: `the ${type} backend`, filesRead };
  for (const problem of judgeBackend(input, located.jurisdiction)) {
    yield { address: `terraform.backend.${type}`, ...problem };
  }
}

function* judgeRead(resource: Resource, { located }: DocumentInput): Iterable<Problem> {
  const { address } = resource;
  const { type, settings } = stateReadBy(resource);
  if (type instanceof Unknown) {
    yield { address, path: "backend", outcome: "undetermined", message: `backend of ${address} ${notKnown(type)}` };
    return;
  }
  for (const problem of judgeBackend(
    { type, settings, name: `the ${type} backend of ${address}` },
    located.jurisdiction,
  )) {
    const path = problem.path === "" ? "config" : `config.${problem.path}`;
    const { message } = problem;
    const shown = resource.sensitive?.(path)
      ? `${path} of ${address} is sensitive, and it is not proven to be approved.`
      : message;
    yield { ...problem, address, path, message: shown };
  }
}
