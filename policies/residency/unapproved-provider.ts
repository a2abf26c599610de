import { foreignCloudOf } from "../../placement/other-clouds/types";
import { isAws, isUtility } from "../../placement/catalogue/providers";
import { NOTHING, resourcePolicy, type Problem } from "../policy";

/** Rejects providers that neither Clover knows nor the charter approves. */
export const unapprovedProvider = resourcePolicy(
  {
    name: "residency/unapproved-provider",
    description: "Every resource and data source belongs to a provider that Clover knows or the charter approves.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "A provider is a program that can create resources anywhere and send data to any party. Clover knows the AWS provider's types, " +
      "the attributes by which the providers of other large clouds name a place, and the utility providers, which store no data. It " +
      "cannot find the resources of any other provider.",
    fix: "Remove the provider, or, once you know where its resources are, list its source under `providers` in the charter.",
    controls: ["C5 PSS-12", "DORA 28.3", "NIS2 21.2.d"],
    examples: [
      {
        name: "AWS, other large clouds and utilities are known, others are not",
        terraform: {
          terraform: {
            required_providers: {
              aws: { source: "hashicorp/aws" },
              random: { source: "hashicorp/random" },
              azurerm: { source: "hashicorp/azurerm" },
              digitalocean: { source: "registry.terraform.io/digitalocean/digitalocean" },
            },
          },
          provider: { aws: [{ region: "eu-west-1" }] },
          resource: {
            aws_sqs_queue: { known: { name: "q" } },
            random_id: { suffix: { byte_length: 4 } },
            azurerm_resource_group: { known: { name: "rg", location: "northeurope" } },
            digitalocean_droplet: { unknown: { name: "d", region: "ams3" } },
          },
        },
        expect: {
          "aws_sqs_queue.known": "pass",
          "random_id.suffix": "pass",
          "azurerm_resource_group.known": "pass",
          "digitalocean_droplet.unknown": "undetermined",
        },
      },
      {
        name: "a provider with the same name from another source is another program",
        terraform: {
          terraform: { required_providers: { aws: { source: "example.com/acme/aws" } } },
          provider: { aws: [{ region: "eu-west-1" }] },
          resource: { aws_sqs_queue: { fork: { name: "q" } } },
        },
        expect: { "aws_sqs_queue.fork": "violation" },
      },
    ],
  },
  ({ resource, charter }) => {
    if (!resource.stays && resource.mode === "managed") return NOTHING;
    const { source } = resource;
    if (isAws(source) || isUtility(source) || foreignCloudOf(source) || (charter.providers ?? []).includes(source))
      return NOTHING;
    const disguised = resource.type.startsWith("aws_");
    const problem: Problem = {
      outcome: disguised ? "violation" : "undetermined",
      address: resource.address,
      path: "provider",
      message: disguised
        ? `${resource.address} is served by ${source || "a provider that is not named"}, which is not HashiCorp's AWS provider.`
        : `${resource.address} is served by ${source || "a provider that is not named"}, which neither Clover nor the charter knows.`,
    };
    return [problem];
  },
);
