/** Whose an account is, and which accounts a text of AWS names. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Place } from "../../charter/places";
import { arnsIn, type Arn } from "./arn";

/** `own`: the enclave's, AWS's, or a partner's. `foreign`: a stranger, or anybody. `unknown`: the text does not tell. */
export interface Standing {
  readonly is: "own" | "foreign" | "unknown";
  readonly why: string;
  /** Anybody at all: a condition may still narrow it to the enclave's own accounts. */
  readonly anybody?: boolean;
  /** The country of a partner that the charter does not approve: a declared transfer may accept it. */
  readonly far?: Place;
}

/** The standing of the enclave itself. */
export const OWN: Standing = { is: "own", why: "" };
const foreign = (why: string): Standing => ({ is: "foreign", why });

/** Standing of an account by its twelve digits. */
export function accountStanding(account: string, jurisdiction: Jurisdiction): Standing {
  if (jurisdiction.accountApproved(account)) return OWN;
  const entry = jurisdiction.partnerOf(account);
  if (!entry) {
    return foreign(
      account === jurisdiction.charter.auditor?.account
        ? "the auditor, who comes in by a role with a permissions boundary that asks for the external id and MFA, and by nothing else"
        : `account ${account} is not in the charter`,
    );
  }
  const { who, country, until } = entry.partner;
  if (!entry.holds) return foreign(`account ${account} is ${who}'s, a partner until ${until}`);
  const far: Place = { id: account, country, kind: "host", cloud: "aws" };
  if (jurisdiction.approves(far)) return OWN;
  return {
    is: "foreign",
    why: `account ${account} is ${who}'s, a partner in ${country}, which the charter does not approve`,
    far,
  };
}

/**
 * The stranger among the accounts that a text of AWS names at the end of a flow: an ARN and those that it carries, or the
 * address of a queue. Undefined where every account in it is approved, or where it names none.
 */
export function strangerIn(text: string, jurisdiction: Jurisdiction): Standing | undefined {
  for (const account of accountsIn(text)) {
    const standing = accountStanding(account, jurisdiction);
    if (standing.is !== "own") return standing;
  }
  return undefined;
}

/** The address of a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
const QUEUE = /^https?:\/\/(?:sqs\.[a-z0-9-]+|[a-z0-9-]+\.queue|queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\//;

function accountsIn(text: string): readonly string[] {
  if (text.startsWith("arn:"))
    return arnsIn(text)
      .filter((arn) => /^\d{12}$/.test(arn.account) && !isLayerOfAws(arn))
      .map(({ account }) => account);
  const queue = text.startsWith("http") ? QUEUE.exec(text)?.[1] : undefined;
  return queue === undefined ? [] : [queue];
}

/** Code that AWS itself publishes for functions, by the accounts that its documentation gives for Ireland and for all regions. */
const PUBLISHERS: ReadonlySet<string> = new Set([
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
  "580247275435",
  // https://aws-otel.github.io/docs/getting-started/lambda
  "901920570463",
  // https://docs.aws.amazon.com/powertools/python/latest/getting-started/install/
  "017000801446",
  // https://docs.aws.amazon.com/powertools/typescript/latest/getting-started/lambda-layers/
  "094274105915",
  // https://aws-sdk-pandas.readthedocs.io/en/stable/layers.html
  "336392948345",
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
  "015030872274",
  // https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-versions.html
  "434848589818",
]);

const isLayerOfAws = ({ service, account, resource }: Arn): boolean =>
  service === "lambda" && resource.startsWith("layer:") && PUBLISHERS.has(account);
