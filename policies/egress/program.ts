import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Reports the hosts that programs name. Clover does not interpret programs, so a closed network must limit what they reach. */
export const program = resourcePolicy(
  {
    name: "egress/program",
    description:
      "Programs (user data, commands, environment, code) name no host outside AWS that the charter does not know.",
    severity: "medium",
    enforcementLevel: "advisory",
    waivable: true,
    why:
      "A program can send data to any host that its network reaches, and a plan does not show which. A host in its text is a hint. ARNs, " +
      "buckets and AWS hosts of other regions in a program are findings of egress/destination.",
    fix: "Run the program in a network without access to the internet, and list the hosts that it may reach under `endpoints` in the charter.",
    controls: ["GDPR 44", "C5 COS-03", "SecNumCloud 3.2 19.2.d"],
    examples: [
      {
        name: "hosts in the environment of a function",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          resource: {
            aws_lambda_function: {
              quiet: { environment: { variables: { QUEUE: "https://sqs.eu-west-1.amazonaws.com/111122223333/q" } } },
              calls: { environment: { variables: { API: "https://api.partner.example.com/v1" } } },
              composes: { environment: { variables: { API: "https://$TENANT.partner.example.com/v1" } } },
            },
          },
        },
        expect: {
          "aws_lambda_function.quiet": "pass",
          "aws_lambda_function.calls": "violation",
          "aws_lambda_function.composes": "undetermined",
        },
      },
    ],
  },
  judgeFlows({ program: "has a program that names" }),
);
