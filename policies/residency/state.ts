import { hostOf, isLoopback } from "../../placement/text/host";
import { describePlace } from "../../charter/places";
import { Unknown } from "../../model/value";
import type { Backend } from "../../model/document";
import { documentPolicy, type DocumentInput, type Problem } from "../policy";

/** State is a copy of what the enclave holds, secrets included: it is kept where the enclave is. */
export const state = documentPolicy(
  {
    name: "residency/state",
    description: "The Terraform state is kept in an approved jurisdiction.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Terraform writes every attribute that it manages into its state, secrets included, in the clear. A backend abroad is a copy of the " +
      "enclave's configuration and secrets abroad. A plan does not show the backend; synthesized stacks do.",
    fix: "Keep the state in an S3 bucket of a charter site, with a literal region in the backend block.",
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
        name: "a region from the environment",
        terraform: backend({ s3: { bucket: "b", key: "k" } }),
        expect: { "terraform.backend.s3": "undetermined" },
      },
      {
        name: "a host that the charter does not know",
        terraform: backend({ http: { address: "https://state.example.com/x" } }),
        expect: { "terraform.backend.http": "undetermined" },
      },
    ],
  },
  function* (bench) {
    const { backend: kept } = bench.located.document;
    if (kept && kept.type !== "local") yield* judge(kept, bench);
  },
);

function backend(block: Record<string, unknown>): Record<string, unknown> {
  return {
    terraform: { backend: block },
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: { aws_sqs_queue: { q: { name: "q" } } },
  };
}

function* judge(kept: Backend, { located }: DocumentInput): Iterable<Problem> {
  const address = `terraform.backend.${kept.type}`;
  const path = kept.type === "s3" ? "region" : kept.type === "http" ? "address" : "";
  const value = path ? kept.settings[path] : undefined;
  if (typeof value !== "string") {
    const said = value instanceof Unknown ? value.references.join(", ") || "not known" : "not in the input";
    yield {
      address,
      path,
      outcome: "undetermined",
      message: `Where the ${kept.type} backend keeps the state is ${said}.`,
    };
    return;
  }
  const host = kept.type === "http" ? hostOf(value) : undefined;
  if (host && isLoopback(host)) return;
  const place =
    kept.type === "s3" ? located.jurisdiction.locate(value) : host ? located.jurisdiction.hostPlace(host) : undefined;
  if (!place) {
    yield {
      address,
      path,
      outcome: "undetermined",
      message: `The state is kept at ${host ?? value}, whose place neither Clover nor the charter knows.`,
    };
  } else if (!located.jurisdiction.approves(place)) {
    yield {
      address,
      path,
      outcome: "violation",
      place,
      message: `The state is kept in ${describePlace(place)}, which the charter does not approve.`,
    };
  }
}
