/** A request to the local AWS API under somebody's credentials, signed as AWS asks: what comes back is the answer itself. */
import { createHash, createHmac } from "node:crypto";
import type { Credentials } from "../../scripts/local-cloud/moto";

const REGION = "eu-west-1";

/** What is asked for. */
export interface SignedRequest {
  /** As in the scope of a signature: "s3", "kms". */
  readonly service: string;
  readonly method?: string;
  /** Path of a service that has them; without query. @default "/" */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Action of a service that speaks JSON, as in X-Amz-Target: "TrentService.Decrypt". */
  readonly target?: string;
  readonly body?: string | object;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
export async function sendSigned(url: string, by: Credentials, request: SignedRequest): Promise<Response> {
  const { service, target, path = "/", query = {} } = request;
  const body = typeof request.body === "object" ? JSON.stringify(request.body) : (request.body ?? "");
  const method = request.method ?? (target ? "POST" : "GET");
  const at = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const headers: Record<string, string> = {
    host: new URL(url).host,
    "x-amz-content-sha256": sha256(body),
    "x-amz-date": at,
    "x-amz-security-token": by.AWS_SESSION_TOKEN,
    // A bucket with Object Lock takes nothing whose digest it cannot compare.
    ...(service === "s3" && method === "PUT" ? { "content-md5": createHash("md5").update(body).digest("base64") } : {}),
    ...(target ? { "content-type": "application/x-amz-json-1.1", "x-amz-target": target } : {}),
  };
  const names = Object.keys(headers).toSorted();
  const asked = path.split("/").map(encodeURIComponent).join("/");
  const search = new URLSearchParams(Object.entries(query).toSorted()).toString();
  const canonical = [
    method,
    asked,
    search,
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = [at.slice(0, 8), REGION, service, "aws4_request"];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${by.AWS_SECRET_ACCESS_KEY}`);
  const signature = createHmac("sha256", key)
    .update(["AWS4-HMAC-SHA256", at, scope.join("/"), sha256(canonical)].join("\n"))
    .digest("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${by.AWS_ACCESS_KEY_ID}/${scope.join("/")}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return await fetch(`${url}${asked}${search && `?${search}`}`, {
    method,
    headers: { ...headers, authorization },
    ...(body === "" ? {} : { body }),
    signal: AbortSignal.timeout(600_000),
  });
}

const JSON_SERVICES: Readonly<Record<string, string>> = { kms: "TrentService", kinesis: "Kinesis_20131202" };
const S3_CALLS: Readonly<Record<string, Pick<SignedRequest, "method" | "query">>> = {
  DeleteObject: { method: "DELETE" },
  GetBucketPolicy: { query: { policy: "" } },
  GetObject: {},
  ListBucket: { query: { "list-type": "2" } },
  PutObject: { method: "PUT" },
};

/**
 * An action on a resource as it goes over the wire, by the names that policies have for both: "s3:GetObject" and an ARN.
 *
 * @throws Error for an action that nobody here has asked for yet
 */
export function callOf(action: string, resource: string, body: string | object = {}): SignedRequest {
  const [service = "", name = ""] = action.split(":");
  const call = S3_CALLS[name];
  if (service === "s3" && call) {
    const path = `/${resource.slice("arn:aws:s3:::".length)}`;
    return { service, path, ...call, ...(call.method === "PUT" ? { body: typeof body === "string" ? body : "" } : {}) };
  }
  const family = JSON_SERVICES[service];
  if (!family) throw new Error(`how ${action} is asked for is not known here`);
  const names = service === "kms" ? { KeyId: resource } : { StreamARN: resource };
  return { service, target: `${family}.${name}`, body: { ...names, ...(body as object) } };
}
