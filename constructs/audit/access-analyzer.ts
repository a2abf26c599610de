/** A second pair of eyes on every policy in the account. */
import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { Construct } from "constructs";
import { pathWithinStack, requireName } from "../foundation/names";
import { SiteStack } from "../foundation/site-stack";

/**
 * IAM Access Analyzer of the account in the site's region: it reports every resource that a principal outside the account can reach,
 * whoever made it so, and TamperAlarms passes its findings on. The enclave's other accounts are outside too: archive those findings
 * by hand once, and look at each that comes later. Serves GDPR Art. 32(1)(d), C5 IDM-01 and NIS2 Art. 21(2)(i).
 *
 * @throws ConstructError for a name that AWS refuses
 */
export class AccessAnalyzer extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const analyzerName = requireName(
      this,
      "analyzer name",
      ["clover", SiteStack.of(this).siteName, ...pathWithinStack(this)].join("-"),
      /^[A-Za-z][A-Za-z0-9_.-]{0,254}$/,
      "a letter, then letters, digits, dots, - and _ up to 255",
    );
    new AccessanalyzerAnalyzer(this, "analyzer", { analyzerName, type: "ACCOUNT" });
  }
}
