/** What was applied, as Terraform's state has it, and which of its policy documents speak on a request: found as AWS finds them. */
import { type Answer, type Documents, type Request, simulate } from "./simulate";

type Values = Readonly<Record<string, unknown>>;

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
export interface ProcessContext {
  /** Service whose endpoint of the network it comes through. @default none */
  readonly through?: string;
  /** Whether the control policies speak too. */
  readonly guarded: boolean;
  /** Whether somebody has opened the resource's own policy to the world. @default false */
  readonly opened?: boolean;
}

/**
 * Asks the simulator with every document that was applied and speaks on the request. A user, or a role of an account of nobody's, is
 * taken for an administrator there.
 *
 * @throws Error as `simulate` does, for a session of a role that the stacks do not have, and for an endpoint, boundary or policy that
 * none of them made: nobody here knows its words, and to leave it out would answer for another enclave
 */
export async function askApplied(
  stacks: readonly AppliedStack[],
  request: Request,
  { through, guarded, opened = false }: ProcessContext,
): Promise<Answer> {
  const { principal, resource } = request;
  const all = (type: string) => stacks.flatMap(({ resources }) => resources[type] ?? []);
  const text = (type: string, attribute: string, value: unknown, wanted = "policy") =>
    all(type).find(({ [attribute]: found }) => found === value)?.[wanted] as string | undefined;
  const demand = (type: string, attribute: string, value: string) => {
    const found = text(type, attribute, value);
    if (found === undefined) throw new Error(`no stack made the ${type} ${value}`);
    return found;
  };
  const control = (wanted: string) =>
    all("aws_organizations_policy").flatMap(({ type, content }) => (type === wanted ? [content as string] : []));

  const account = principal.startsWith("arn:") ? principal.split(":")[4]! : "";
  const bucket = resource.startsWith("arn:aws:s3:::") ? resource.slice(13).split("/")[0]! : undefined;
  const owner = stacks.find(({ resources }) => resources["aws_s3_bucket"]?.some((one) => one["bucket"] === bucket));
  const resourceAccount = request.resourceAccount ?? owner?.account ?? (resource.split(":")[4] || account);
  const isOurs = (one: string) => stacks.some((stack) => stack.account === one);
  const own = opened
    ? { ...EVERYTHING, Statement: [{ ...EVERYTHING.Statement[0], Principal: "*" }] }
    : (text("aws_s3_bucket_policy", "bucket", bucket) ??
      text("aws_kms_key", "arn", resource) ??
      text("aws_iam_role", "arn", resource, "assume_role_policy"));
  const { identity, boundary } = policiesOf(stacks, principal);
  const documents: Documents = {
    identity,
    ...(own ? { resource: own } : {}),
    ...(boundary ? { boundary: demand("aws_iam_policy", "arn", boundary) } : {}),
    ...(through ? { endpoint: demand("aws_vpc_endpoint", "service_name", `com.amazonaws.eu-west-1.${through}`) } : {}),
    ...(guarded && isOurs(account) ? { scp: control("SERVICE_CONTROL_POLICY") } : {}),
    ...(guarded && isOurs(resourceAccount) ? { rcp: control("RESOURCE_CONTROL_POLICY") } : {}),
  };
  const context = { "aws:RequestedRegion": "eu-west-1", ...request.context };
  return await simulate({ ...request, resourceAccount, context }, documents);
}

/** Policies of whoever asks, and the ARN of what bounds them. A service has none of its own. */
function policiesOf(stacks: readonly AppliedStack[], principal: string) {
  const [, account, role] = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(principal) ?? [];
  if (!account || !role) return { identity: principal.startsWith("arn:") ? [EVERYTHING] : [] };
  const here = (type: string) =>
    stacks.flatMap((stack) => (stack.account === account ? (stack.resources[type] ?? []) : []));
  const found = here("aws_iam_role").find(({ name }) => name === role);
  if (!found) throw new Error(`no stack made the role ${role} of ${account}`);
  const of = (type: string) => here(type).filter((one) => one["role"] === role);
  const attached = of("aws_iam_role_policy_attachment").map(({ policy_arn: arn }) => {
    const policy = here("aws_iam_policy").find((one) => one["arn"] === arn);
    if (!policy) throw new Error(`no stack made ${String(arn)}, which ${role} has`);
    return policy["policy"] as string;
  });
  const inline = of("aws_iam_role_policy").map(({ policy }) => policy as string);
  return { identity: [...inline, ...attached], boundary: found["permissions_boundary"] as string | undefined };
}
