/** What was applied, as Terraform's state has it, and which of its policy documents speak on a request: found as AWS finds them. */
import { type Answer, type Documents, type PolicyDocument, type Request, simulate } from "./simulate";

interface Values {
  readonly [name: string]: unknown;
}

/** Resources of one stack, and the account that they are in. */
export interface AppliedStack {
  readonly account: string;
  /** Attributes by type. */
  readonly resources: Readonly<Record<string, readonly Values[]>>;
}

/** Reads what `terraform show -json` says of a stack without modules. */
export function readState(account: string, text: string): AppliedStack {
  const { values } = JSON.parse(text) as {
    values: { root_module: { resources: { mode: string; type: string; values: Values }[] } };
  };
  const managed = values.root_module.resources.filter(({ mode }) => mode === "managed");
  const resources: Record<string, Values[]> = {};
  for (const { type, values: one } of managed) (resources[type] ??= []).push(one);
  return { account, resources };
}

/** What an administrator allows themselves: then nothing but our documents can say no. */
const EVERYTHING = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** What else is to be known of a request. */
export interface Circumstances {
  /** Service whose endpoint of the network it comes through. @default none */
  readonly through?: string;
  /** Whether the control policies speak too. */
  readonly guarded: boolean;
  /** Whether somebody has opened the resource's own policy to the world. @default false */
  readonly opened?: boolean;
}

/**
 * Asks the simulator with every document that was applied and speaks on the request. Whoever is no role of the stacks is taken for an
 * administrator of their own account.
 *
 * @throws Error as `simulate` does, and for a role with a policy that no stack made: nobody here knows its words
 */
export async function askApplied(
  stacks: readonly AppliedStack[],
  request: Request,
  { through, guarded, opened = false }: Circumstances,
): Promise<Answer> {
  const { principal, resource } = request;
  const find = (type: string, attribute: string, value: unknown) =>
    stacks.flatMap(({ resources }) => resources[type] ?? []).filter(({ [attribute]: found }) => found === value);
  const text = (type: string, attribute: string, value: unknown, wanted = "policy") =>
    find(type, attribute, value).map(({ [wanted]: policy }) => policy as string)[0];
  const [, account, role] = /^arn:aws:(?:sts|iam)::(\d+):(?:assumed-role|role)\/([^/]+)/.exec(principal) ?? [];
  const known = find("aws_iam_role", "arn", `arn:aws:iam::${account}:role/${role}`)[0];
  const bucket = resource.startsWith("arn:aws:s3:::") ? resource.slice(13).split("/")[0]! : undefined;
  const owner = stacks.find(({ resources }) =>
    (resources["aws_s3_bucket"] ?? []).some((one) => one["bucket"] === bucket),
  );
  const resourceAccount = request.resourceAccount ?? owner?.account ?? (resource.split(":")[4] || account || "");
  const ours = new Set(stacks.map((stack) => stack.account));
  const control = (type: string) =>
    find("aws_organizations_policy", "type", type).map(({ content }) => content as string);
  const own = opened
    ? { ...EVERYTHING, Statement: [{ ...EVERYTHING.Statement[0], Principal: "*" }] }
    : (text("aws_s3_bucket_policy", "bucket", bucket) ??
      text("aws_kms_key", "arn", resource) ??
      text("aws_iam_role", "arn", resource, "assume_role_policy"));
  const boundary = known?.["permissions_boundary"];
  const documents: Documents = {
    identity: known ? policiesOf(stacks, account!, role!) : [EVERYTHING],
    ...(own ? { resource: own } : {}),
    ...(boundary ? { boundary: text("aws_iam_policy", "arn", boundary)! } : {}),
    ...(through ? { endpoint: text("aws_vpc_endpoint", "service_name", `com.amazonaws.eu-west-1.${through}`)! } : {}),
    ...(guarded && ours.has(account ?? "") ? { scp: control("SERVICE_CONTROL_POLICY") } : {}),
    ...(guarded && ours.has(resourceAccount) ? { rcp: control("RESOURCE_CONTROL_POLICY") } : {}),
  };
  const context = { "aws:RequestedRegion": "eu-west-1", ...request.context };
  return await simulate({ ...request, resourceAccount, context }, documents);
}

/** Inline and attached policies of a role. */
function policiesOf(stacks: readonly AppliedStack[], account: string, role: string): PolicyDocument[] {
  const all = (type: string) =>
    stacks.flatMap((stack) => (stack.account === account ? (stack.resources[type] ?? []) : []));
  const ofRole = (type: string) => all(type).filter(({ role: name }) => name === role);
  const attached = ofRole("aws_iam_role_policy_attachment").map(({ policy_arn: arn }) => {
    const policy = all("aws_iam_policy").find((one) => one["arn"] === arn);
    if (!policy) throw new Error(`no stack made ${String(arn)}, which ${role} has`);
    return policy["policy"] as string;
  });
  return [...ofRole("aws_iam_role_policy").map(({ policy }) => policy as string), ...attached];
}
