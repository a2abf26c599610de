/** The charter that `clover init` writes: valid as it is, with a comment on every line that the user has to replace. */

/** `charter.yaml`. */
export const CHARTER = `\
# yaml-language-server: $schema=./node_modules/clover/charter/charter.schema.json
# What you promise: where data may be, whose accounts hold it, and which data centres it is in. Clover judges by this file alone.
version: 1

# Approved countries, ISO 3166-1 alpha-2. List the members of a group one by one; NO is written "NO".
jurisdictions: [IE]

# Your own AWS accounts, in quotes. Every other account is foreign. Replace this one: it is an example.
accounts:
  workload: "111122223333"

# Your data centres. A site in an AWS region names its region and its zones by id (zone names differ from account to account).
sites:
  dublin:
    jurisdiction: IE
    region: eu-west-1
    network: 10.20.0.0/16
    dataCentres:
      dub1: { zone: euw1-az1, cidr: 10.20.0.0/20 }
      dub2: { zone: euw1-az2, cidr: 10.20.16.0/20 }
    # Where Terraform keeps the state of this site; without it the state is a file beside cdktf.out.
    # state: { bucket: my-state-bucket }

# Hosts outside AWS that data may be sent to, each with its country:
# endpoints:
#   logs.example.ie: IE

# A violation that is accepted for a while, and who answers for it:
# waivers:
#   - policy: residency/placement
#     address: aws_sqs_queue.inbox
#     path: region
#     reason: moves to Dublin with release 14
#     owner: Ann Lee
#     approver: Bea Quinn
#     expires: 2027-01-31
`;
