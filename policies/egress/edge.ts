import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges services that work from edge locations around the world. */
export const edge = resourcePolicy(
  {
    name: "egress/edge",
    description: "Data is not stored, cached, served or accelerated at edge locations around the world.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "CloudFront, Global Accelerator, Lambda@Edge, multi-Region access points and transfer acceleration accept data, or keep copies of it, at " +
      "sites in dozens of countries. They have no setting that limits them to one country.",
    fix: "Serve from the site's own region. Or declare the flow under `transfers` in the charter.",
    controls: ["GDPR 44", "C5 PSS-12", "SecNumCloud 3.2 19.2.b"],
    examples: [
      {
        name: "services that work from edge locations, and global names without data",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { fast: {} },
          resource: {
            aws_globalaccelerator_accelerator: { everywhere: { name: "a" } },
            aws_route53_zone: { name: { name: "example.eu" } },
            aws_s3_bucket_accelerate_configuration: {
              off: { bucket: "b", status: "Suspended" },
              on: { bucket: "b", status: "Enabled" },
              late: { bucket: "b", status: "${var.fast}" },
            },
          },
        },
        expect: {
          "aws_globalaccelerator_accelerator.everywhere": "violation",
          "aws_route53_zone.name": "pass",
          "aws_s3_bucket_accelerate_configuration.off": "pass",
          "aws_s3_bucket_accelerate_configuration.on": "violation",
          "aws_s3_bucket_accelerate_configuration.late": "undetermined",
        },
      },
    ],
  },
  judgeFlows({ edge: "works from" }),
);
