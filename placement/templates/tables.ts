/**
 * The names that places have in templates of CloudFormation and in Cloud Control, which the catalogue of the Terraform provider
 * does not know. The tables follow what the catalogue says of the same things (resource and property types reference of
 * CloudFormation, read 2026-11-25). Each pattern is held against `Type Path.Of.Property`, without indices.
 */
import type { Flow } from "../placement";

/** What flows, and which way. */
export type Kind = readonly [kind: Flow["kind"], direction: Flow["direction"]];

/** Types that hold, cache, serve or accelerate content at many places. */
export const EDGES =
  /^AWS::(CloudFront::(Distribution|DistributionTenant|StreamingDistribution|Function|ConnectionFunction|KeyValueStore|VpcOrigin)|GlobalAccelerator::(Accelerator|EndpointGroup)|S3::MultiRegionAccessPoint|Lightsail::Distribution|ECR::PublicRepository|WAF::WebACL)$/;

/** Properties that open a second place, by type and path, and the values that do; `not set` where silence does. */
export const SWITCHES: readonly (readonly [where: RegExp, opens: RegExp, kind: Kind])[] = [
  [/^AWS::KMS::Key MultiRegion$/, /^true$/i, ["replica", "out"]],
  [/^AWS::S3::Bucket AccelerateConfiguration\.AccelerationStatus$/, /^Enabled$/, ["edge", "out"]],
  [/^AWS::S3::Bucket AccessControl$/, /^(PublicRead|PublicReadWrite|AuthenticatedRead|AwsExecRead)$/, ["share", "out"]],
  [/^AWS::(ApiGateway|Serverless)::\w+ EndpointConfiguration(\.Types?)?$/, /^(EDGE|not set)$/, ["edge", "out"]],
  [/^AWS::WAFv2::\w+ Scope$/, /^CLOUDFRONT$/, ["edge", "out"]],
  [/^AWS::EC2::VPNConnection EnableAcceleration$/, /^true$/i, ["edge", "both"]],
  [/^AWS::CloudTrail::Trail IsMultiRegionTrail$/, /^true$/i, ["aggregate", "in"]],
  [/^AWS::CloudTrail::EventDataStore MultiRegionEnabled$/, /^(true|not set)$/i, ["aggregate", "in"]],
  [/^AWS::Config::ConfigurationAggregator .*AllAwsRegions$/, /^true$/i, ["aggregate", "in"]],
  [/^AWS::SecurityHub::FindingAggregator RegionLinkingMode$/, /^ALL_REGIONS/, ["aggregate", "both"]],
  [/^AWS::Events::Endpoint ReplicationConfig\.State$/, /^(ENABLED|not set)$/, ["replica", "out"]],
  [/^AWS::RDS::DBCluster EnableGlobalWriteForwarding$/, /^true$/i, ["replica", "both"]],
  [/^AWS::AmazonMQ::Broker DataReplicationMode$/, /^CRDR$/, ["replica", "both"]],
  [/^AWS::MemoryDB::MultiRegionCluster MultiRegionClusterNameSuffix$/, /./, ["replica", "out"]],
  [/^AWS::Lambda::Url AuthType$/, /^NONE$/, ["share", "out"]],
  [/^AWS::CodeArtifact::Repository ExternalConnections$/, /./, ["source", "in"]],
  [/^AWS::(CodeConnections|CodeStarConnections)::Connection ProviderType$/, /./, ["source", "in"]],
];

/** Types whose switch counts as thrown where nobody writes it, and the path of the switch. */
export const SILENT: Readonly<Record<string, string>> = {
  "AWS::ApiGateway::DomainName": "EndpointConfiguration",
  "AWS::ApiGateway::RestApi": "EndpointConfiguration",
  "AWS::CloudTrail::EventDataStore": "MultiRegionEnabled",
  "AWS::Events::Endpoint": "ReplicationConfig.State",
};

/** Properties that name a template or an application which the template does not hold. */
export const UNREAD = / (.*\.)?(TemplateURL|Fn::Transform)$|^AWS::Serverless::Application Location(\.\w+)?$/;

/** Properties that name whom something lets in, or is handed to. */
export const PRINCIPALS =
  / (.*\.)?((Allowed)?Principals?|PrincipalArns?|DataLakePrincipalIdentifier|Peer(Owner|Account)Id|AwsAccountIds?|SharedAccountIds|ServiceToken)$|^AWS::(S3::Bucket Replication.*\.Destination\.Account|Redshift::EndpointAuthorization Account|ServiceCatalog::PortfolioShare AccountId|Config::ConfigurationAggregator .*AccountIds|GuardDuty::Member MemberId)$/;

/** Names that somebody chose, and policies, which are read as such. */
export const ASIDE = /^(tags?|metadata|environment(variables)?|statements?|dockerlabels|labels)$/i;
