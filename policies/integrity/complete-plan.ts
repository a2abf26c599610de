import type { Defect } from "../../model/document";
import { documentPolicy, type ProblemOutcome } from "../policy";

/** A plan that runs programs is a violation; a plan that only hides something is undetermined. */
const FORBIDDEN: ReadonlySet<Defect["code"]> = new Set(["provisioner", "external-program", "action-invocation"]);

/** Rejects incomplete plans. A verdict on a part of a plan proves nothing. */
export const completePlan = documentPolicy(
  {
    name: "integrity/complete-plan",
    description:
      "The input is complete: no part failed, is deferred or hidden, or runs outside of what Terraform shows.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: false,
    why:
      "A plan that failed, or that has targets or deferred changes, shows only a part of what will happen. A plan does not show what a " +
      "provisioner, an external program or an action does. A section, an action or a format that Clover does not know may hold anything.",
    fix: "Plan the whole configuration without -target, remove provisioners and external programs, and judge the plan instead of its parts.",
    controls: ["C5 DEV-09", "NIS2 21.2.e", "ISO 27001 A.8.32"],
    examples: [
      {
        name: "programs that run outside the plan",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          data: { external: { lookup: { program: ["./lookup"] } } },
          resource: {
            terraform_data: { quiet: {}, shell: { provisioner: [{ "local-exec": { command: "./push" } }] } },
          },
        },
        expect: {
          "data.external.lookup": "violation",
          "terraform_data.quiet": "pass",
          "terraform_data.shell": "violation",
        },
      },
      {
        name: "synthesized JSON does not show the resources of a module",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          module: { net: { source: "./net" } },
          resource: { aws_sqs_queue: { q: { name: "q" } } },
        },
        expect: { "module.net": "undetermined", "aws_sqs_queue.q": "pass" },
      },
    ],
  },
  function* ({ located }) {
    for (const defect of located.document.defects) {
      const outcome: ProblemOutcome = FORBIDDEN.has(defect.code) ? "violation" : "undetermined";
      yield { outcome, address: defect.address, path: defect.path, message: defect.message };
    }
  },
);
