/** What AWS DMS looks for in an account before it does anything: two roles, by their names. */
import { Construct } from "constructs";
import { ServiceRole } from "../foundation/service-role";
import { SiteStack } from "../foundation/site-stack";

/**
 * The roles by which DMS puts its instances into a network and writes its logs, once for each account that has a DatabaseIntake; apply
 * them before it. Serves GDPR Art. 32. DMS knows them by name alone
 * (https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole), AWS keeps what they may do up to date,
 * and DMS may take them on for this account's own resources alone.
 *
 * @throws ConstructError on an Outpost site
 */
export class DatabaseMigrationRoles extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "DatabaseMigrationRoles", "the anchor's");
    const role = (roleName: string, description: string, policy: string) =>
      new ServiceRole(this, roleName, {
        roleName,
        description,
        service: "dms.amazonaws.com",
        sourceArn: stack.arn("dms", "*"),
      }).attachAwsPolicy(`service-role/${policy}`);
    role("dms-vpc-role", "Puts replication instances into a network", "AmazonDMSVPCManagementRole");
    role("dms-cloudwatch-logs-role", "Writes the logs of migrations", "AmazonDMSCloudWatchLogsRole");
  }
}
