/** The domains under which AWS serves its services and its customers' endpoints. */

/** Every host under one of these is AWS's: its own name, or nothing, says in which region it stands. */
const AWS_DOMAINS = [
  "amazonaws.com",
  "amazonaws.com.cn",
  "amazonaws.eu",
  "aws",
  "aws.dev",
  "awsapps.com",
  "awsglobalaccelerator.com",
  "cloudfront.net",
] as const;

/** Whether a host (lowercase) is AWS's. */
export const isAwsHost = (host: string): boolean =>
  AWS_DOMAINS.some((domain) => host === domain || (host.endsWith(domain) && host.at(-domain.length - 1) === "."));

/** Whether a host or a wildcard (`*.com.cn`) covers hosts of AWS. */
export function coversAwsHosts(pattern: string): boolean {
  const domain = pattern.replace(/^\*\./, "");
  return isAwsHost(domain) || (domain !== pattern && AWS_DOMAINS.some((aws) => aws.endsWith(`.${domain}`)));
}
