/** Trust policies of roles that one AWS service assumes. */

/** The service, and the resources on whose behalf it may assume the role. */
export interface ServiceTrust {
  readonly sid: string;
  /** Principal of the service, for example "datasync.amazonaws.com". */
  readonly service: string;
  /** The account whose resources the service has to act for. @default any: the service does not say */
  readonly sourceAccount?: string;
  /** ARN, or pattern of it, of the resources that the service has to act for. @default any of the account */
  readonly sourceArn?: string;
}

/**
 * Renders the trust policy of a service role. Naming the source keeps the service from assuming the role for other customers, the
 * "confused deputy" (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 *
 * @returns the JSON of the policy
 */
export function renderServiceTrust({ sid, service, sourceAccount, sourceArn }: ServiceTrust): string {
  const condition = {
    ...(sourceAccount === undefined ? {} : { StringEquals: { "aws:SourceAccount": sourceAccount } }),
    ...(sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArn } }),
  };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: sid,
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(Object.keys(condition).length > 0 && { Condition: condition }),
      },
    ],
  });
}
