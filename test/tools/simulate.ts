/**
 * What AWS would answer to a request, by the policy documents that constructs synthesize: what moto does not enforce
 * (conditions, key policies, endpoint policies, SCPs, RCPs) is shown with this. A test dependency only: the simulator is AGPL.
 */
import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";

/** A policy document as an object or as Terraform's text; statements in whatever order and of whatever origin. */
export type PolicyDocument = string | object;

/** Who asks for what. */
export interface Request {
  /** ARN of a user, role, role session or account root; a service's name; or "anonymous". */
  readonly principal: string;
  readonly action: string;
  /** ARN, or "*" for actions that know no resources. */
  readonly resource: string;
  /** @default the account in the resource's ARN, else the caller's */
  readonly resourceAccount?: string;
  /** Condition keys beyond what follows from the principal and the resource; null takes one of those away. */
  readonly context?: Readonly<Record<string, string | readonly string[] | null>>;
}

/** Every document that speaks on the request; what is missing says nothing, as in an account without it. */
export interface Documents {
  /** The caller's own policies. */
  readonly identity?: readonly PolicyDocument[];
  /** Bucket policy, key policy, trust policy. */
  readonly resource?: PolicyDocument;
  /** Policy of the VPC endpoint that the request comes through. */
  readonly endpoint?: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly session?: PolicyDocument;
  /** Service control policies at one level, besides FullAWSAccess. */
  readonly scp?: readonly PolicyDocument[];
  /** Resource control policies at one level, besides RCPFullAWSAccess. */
  readonly rcp?: readonly PolicyDocument[];
  /** What only the apply will tell, by Terraform's expression for it: `{ "${aws_kms_key.<a/key>.arn}": "arn:aws:..." }`. */
  readonly known?: Readonly<Record<string, string>>;
}

export type Answer = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

const FULL_ACCESS = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/**
 * Asks the simulator. `aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:ResourceAccount`, `aws:SecureTransport` and
 * `aws:PrincipalIsAWSService` are filled in as AWS does; everything else has to be given.
 *
 * @throws Error for a document or request that the simulator does not accept, for an expression in a document that `known`
 * leaves open, and for a condition key that the action does not have: each would make a test pass for a wrong reason
 */
export async function simulate(request: Request, documents: Documents): Promise<Answer> {
  const read = (document: PolicyDocument) => readDocument(document, documents.known ?? {});
  const named = (list: readonly PolicyDocument[]) =>
    list.map((document, index) => ({ name: `policy-${index}`, policy: read(document) }));
  const { principal, action, resource } = request;
  const given = contextOf(request);
  const outcome = await runSimulation(
    {
      request: {
        principal: principal === "anonymous" ? anonymousPrincipal : principal,
        action,
        resource: { resource, accountId: resourceAccountOf(request) },
        contextVariables: given,
      },
      identityPolicies: named(documents.identity ?? []),
      serviceControlPolicies:
        principal === "anonymous"
          ? []
          : [{ orgIdentifier: "r-root", policies: named([FULL_ACCESS, ...(documents.scp ?? [])]) }],
      resourceControlPolicies: documents.rcp ? [{ orgIdentifier: "r-root", policies: named(documents.rcp) }] : [],
      ...(documents.resource ? { resourcePolicy: read(documents.resource) } : {}),
      ...(documents.session ? { sessionPolicy: read(documents.session) } : {}),
      ...(documents.endpoint ? { vpcEndpointPolicies: named([documents.endpoint]) } : {}),
      ...(documents.boundary ? { permissionBoundaryPolicies: named([documents.boundary]) } : {}),
    },
    {},
  );
  if (outcome.resultType === "error") throw new Error(`${action}: ${JSON.stringify(outcome.errors)}`);
  const results = outcome.resultType === "single" ? [outcome.result] : outcome.results;
  const ignored = new Set(results.flatMap(({ ignoredContextKeys = [] }) => ignoredContextKeys));
  const meant = Object.keys(request.context ?? {}).filter((key) => ignored.has(key));
  if (meant.length > 0) throw new Error(`${action} on ${resource} has no condition key ${meant.join(", ")}`);
  return outcome.overallResult;
}

function readDocument(document: PolicyDocument, known: Readonly<Record<string, string>>): object {
  const text = Object.entries(known).reduce(
    (all, [expression, value]) => all.replaceAll(expression, value),
    typeof document === "string" ? document : JSON.stringify(document),
  );
  // Policy variables of IAM's own (`${aws:username}`, `${saml:sub}`) have a colon after the first word.
  const open = /\$\{(?![a-z-]+:)[^}]*\}/.exec(text)?.[0];
  if (open) throw new Error(`only the apply tells ${open}: give a value for it in known`);
  return JSON.parse(text) as object;
}

const accountIn = (arn: string): string => arn.split(":")[4] ?? "";

const resourceAccountOf = ({ principal, resource, resourceAccount }: Request): string =>
  resourceAccount ?? (accountIn(resource) || accountIn(principal));

function contextOf(request: Request): Record<string, string | string[]> {
  const { principal, context = {} } = request;
  const account = accountIn(principal);
  const isService = account === "" && principal !== "anonymous";
  const implied: Record<string, string> = {
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": String(isService),
    "aws:ResourceAccount": resourceAccountOf(request),
    ...(account ? { "aws:PrincipalArn": roleBehind(principal), "aws:PrincipalAccount": account } : {}),
  };
  const all = Object.entries({ ...implied, ...context });
  return Object.fromEntries(all.flatMap(([key, value]) => (value === null ? [] : [[key, copyOf(value)]])));
}

const copyOf = (value: string | readonly string[]): string | string[] =>
  typeof value === "string" ? value : [...value];

/** `aws:PrincipalArn` of a session is its role's. */
const roleBehind = (principal: string): string =>
  principal.replace(/^(arn:[a-z-]+:)sts(::\d+:)assumed-role\/([^/]+)\/.*$/, "$1iam$2role/$3");
