/** What was asked of the local AWS API: moto's recording, one request a line, read into services, regions and actions. */

/** One request. */
export interface ApiCall {
  readonly service: string;
  readonly region: string;
  /** `CreateVpc`, `GetCallerIdentity`; for services with plain HTTP methods (S3) the method and path. */
  readonly action: string;
  /** Whether it can only have read something. */
  readonly reads: boolean;
  readonly userAgent: string;
  /** Path, query and body, as text. */
  readonly sent: string;
}

interface Line {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Reads a downloaded recording. */
export function readRecording(text: string): readonly ApiCall[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => describeCall(JSON.parse(line) as Line));
}

function describeCall({ method, url, headers, body = "" }: Line): ApiCall {
  const header = (name: string): string =>
    Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const [, region = "", service = ""] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(header("authorization")) ?? [];
  const { pathname, search } = new URL(url);
  const text = Buffer.from(body, "base64").toString();
  const named = header("x-amz-target").split(".").at(-1) || new URLSearchParams(text).get("Action") || "";
  return {
    service,
    region,
    action: named || `${method} ${pathname}`,
    // What has no name of its own (S3) is judged by its method; a name that we do not know to read is taken to write.
    reads: named === "" ? ["GET", "HEAD"].includes(method) : /^(Get|Describe|List|Head)/.test(named),
    userAgent: header("user-agent"),
    sent: `${pathname}${search}\n${text}`,
  };
}
