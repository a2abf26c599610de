import { jurisdictionOf } from "../../../charter/jurisdiction";
import { indexResources, type Context } from "../../../placement/ends/context";
import { endOfText } from "../../../placement/ends/text-end";
import { charter, synth, under } from "../documents";

const document = synth({
  aws_s3_bucket: { home: { bucket: "home" }, away: { bucket: "away", region: "us-east-1" } },
});
const jurisdiction = jurisdictionOf({ ...charter, endpoints: { "*.example.ie": "IE" } });
const context = {
  document,
  jurisdiction,
  placementOf: under(document).placementOf,
  ...indexResources(document, jurisdiction),
} as Context;

const said = (value: unknown, kind: "json" | "connection" = "json"): string => {
  const end = endOfText(typeof value === "string" ? value : JSON.stringify(value), kind, context);
  return end.at === "place" ? `${end.place.id} (${end.place.country ?? "?"})` : end.at;
};

const NOWHERE = "here";
const IRELAND = "eu-west-1 (IE)";
const VIRGINIA = "us-east-1 (US)";
const OWN = "api.example.ie (IE)";

test.each<[string, Record<string, string>, string]>([
  ["awsfirelens", { Name: "datadog", Host: "http-intake.logs.datadoghq.com" }, "unknown"],
  ["awsfirelens", { Name: "datadog" }, "unknown"],
  ["awsfirelens", { Name: "datadog", Host: "api.example.ie" }, OWN],
  ["awsfirelens", { Name: "http", Host: "logs.evil.example", URI: "/in.json" }, "unknown"],
  ["awsfirelens", { Name: "http", Host: "api.example.ie", URI: "/in.json" }, OWN],
  ["awsfirelens", { Name: "es", Host: "vpc-x.us-east-1.es.amazonaws.com" }, VIRGINIA],
  ["awsfirelens", { Name: "es", Host: "vpc-x.eu-west-1.es.amazonaws.com" }, IRELAND],
  ["awsfirelens", { Name: "s3", bucket: "nobodys" }, "unknown"],
  ["awsfirelens", { Name: "s3", bucket: "away" }, VIRGINIA],
  ["awsfirelens", { Name: "s3", bucket: "home" }, IRELAND],
  ["awsfirelens", { Name: "s3", bucket: "nobodys", region: "eu-west-1" }, IRELAND],
  ["awsfirelens", { Name: "kafka", Brokers: "api.example.ie:9092,kafka.evil.example:9092" }, "unknown"],
  ["awsfirelens", { Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "g" }, IRELAND],
  ["awsfirelens", { Name: "forward", Host: "collector", Port: "24224" }, NOWHERE],
  ["gcplogs", { "gcp-project": "p" }, "unknown"],
  ["syslog", { "syslog-address": "tcp+tls://logs.papertrailapp.com:12345" }, "unknown"],
  ["syslog", { "syslog-address": "udp://10.1.2.3:514", "syslog-facility": "daemon" }, NOWHERE],
  ["syslog", { "syslog-address": "unix:///dev/log" }, NOWHERE],
  ["gelf", { "gelf-address": "udp://203.0.113.9:12201" }, "unknown"],
  ["gelf", { "gelf-address": "udp://3405803785:12201" }, "unknown"],
  ["fluentd", { "fluentd-address": "logs.evil.example:24224" }, "unknown"],
  ["fluentd", { "fluentd-address": "[2001:db8::1]:24224" }, "unknown"],
  ["fluentd", { "fluentd-address": "10.evil.example:24224" }, "unknown"],
  ["fluentd", { "fluentd-address": "bücher.example:24224" }, "unknown"],
  ["fluentd", { "fluentd-address": "localhost:24224", tag: "docker.evil.example:1" }, NOWHERE],
  ["fluentd", { "fluentd-address": "[::1]:24224" }, NOWHERE],
  ["fluentd", { "fluentd-address": "fluentd.prod.local:24224" }, NOWHERE],
  ["fluentd", { "fluentd-address": "${collector}:24224" }, NOWHERE],
  ["awslogs", { "awslogs-region": "eu-west-1", "awslogs-endpoint": "logs.us-east-1.amazonaws.com" }, VIRGINIA],
  ["awslogs", { "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app.v1:2" }, IRELAND],
])("the log driver %s with %j writes to %s", (logDriver, options, place) => {
  const logConfiguration = { logDriver, options };
  expect({ ecs: said([{ name: "app", logConfiguration }]), batch: said({ logConfiguration }) }).toEqual({
    ecs: place,
    batch: place,
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ["http:invoke", { ApiEndpoint: "{% 'https://evil.example/' & $states.input.id %}" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "{% 'https://api.example.ie/' & $states.input.id & '.json' %}" }, OWN],
  ["http:invoke", { ApiEndpoint: "{% 'https://api.example.ie' & $states.input.rest %}" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "{% $states.input.start & 'https://api.example.ie/' %}" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "{% $states.input.url %}" }, "unknown"],
  ["http:invoke", { "ApiEndpoint.$": "$.url" }, "unknown"],
  ["http:invoke", { "ApiEndpoint.$": "States.Format('https://evil.example/{}', $.id)" }, "unknown"],
  ["http:invoke", { "ApiEndpoint.$": "States.Format('https://api.example.ie/{}', $.id)" }, OWN],
  ["http:invoke", { "ApiEndpoint.$": "States.Format('https://api.example.ie{}', $.id)" }, "unknown"],
  ["http:invoke", { "ApiEndpoint.$": "States.Format('{}https://api.example.ie/', $.id)" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "https://b\u00fccher.example/x" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "https://evil%2Eexample/x" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "https://api.amazonaws.com/x" }, "unknown"],
  ["http:invoke", { ApiEndpoint: "https://${host}/x" }, NOWHERE],
  ["apigateway:invoke", { ApiEndpoint: "abc.execute-api.us-east-1.amazonaws.com" }, VIRGINIA],
  ["apigateway:invoke", { ApiEndpoint: "abc.execute-api.eu-west-1.amazonaws.com" }, IRELAND],
  ["lambda:invoke", { FunctionName: "{% 'arn:aws:lambda:us-east-1:111122223333:function:f' %}" }, VIRGINIA],
  ["lambda:invoke", { FunctionName: "{% $states.input.name %}" }, NOWHERE],
  ["lambda:invoke", { Payload: { "callbackUri.$": "$.uri", "endpoint.$": "$.endpoint" } }, NOWHERE],
  ["sqs:sendMessage", { QueueUrl: "{% 'https://sqs.us-east-1.amazonaws.com/111122223333/q' %}" }, VIRGINIA],
  ["sqs:sendMessage", { QueueUrl: "https://queue.amazonaws.com/111122223333/q" }, VIRGINIA],
  ["sqs:sendMessage", { QueueUrl: "https://eu-west-1.queue.amazonaws.com/111122223333/q" }, IRELAND],
  ["sqs:sendMessage", { "QueueUrl.$": "$.queue" }, "unknown"],
  ["sqs:sendMessage", { QueueUrl: "${Queue}", MessageBody: "see https://evil.example" }, NOWHERE],
  ["aws-sdk:s3:copyObject", { Bucket: "nobodys", CopySource: "home/k" }, "unknown"],
  ["aws-sdk:s3:putObject", { Bucket: "away" }, VIRGINIA],
  ["aws-sdk:s3:putObject", { Bucket: "home" }, IRELAND],
  ["lambda:invoke", { Bucket: "nobodys" }, NOWHERE],
  ["athena:startQueryExecution", { ResultConfiguration: { OutputLocation: "s3://nobodys/x" } }, "unknown"],
  ["athena:startQueryExecution", { ResultConfiguration: { OutputLocation: "s3://home/x" } }, IRELAND],
  ["ecs:runTask", { Overrides: { Command: ["cp", "s3://nobodys/x"] } }, NOWHERE],
])("a task %s with %j reaches %s", (call, given, place) => {
  const task = (key: string) => ({
    States: { A: { Type: "Task", Resource: `arn:aws:states:::${call}`, [key]: given } },
  });
  expect({ parameters: said(task("Parameters")), arguments: said(task("Arguments")) }).toEqual({
    parameters: place,
    arguments: place,
  });
});

const integration = { "x-amazon-apigateway-integration": { uri: "https://evil.example/" } };
const deny = { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs:us-east-1:111122223333:q" };

test.each<[unknown, string]>([
  [{ plans: { p: { copy_actions: { "arn:aws:backup:us-east-1:$account:backup-vault:dr": {} } } } }, VIRGINIA],
  [{ plans: { p: { regions: { "@@assign": ["eu-west-1", "us-east-1"] } } } }, VIRGINIA],
  [{ plans: { p: { regions: { "@@assign": ["eu-west-1"], "@@remove": ["us-east-1"] } } } }, IRELAND],
  [{ effect: "deny", paths: { "/x": integration } }, "unknown"],
  [{ Effect: "Deny", Action: "x", Resource: "y", paths: { "/x": integration } }, "unknown"],
  [{ uri: "http://evil.example\\@x/" }, "unknown"],
  [{ uri: "/in.json" }, NOWHERE],
  [{ uri: "http://orders:8080/" }, NOWHERE],
  [{ uri: "http://203.0.113.9/" }, "unknown"],
  [{ uri: "file:///etc/x" }, NOWHERE],
  [{ ImageUri: "public.ecr.aws/x/y:1", Endpoint: ["Queue.Arn", "https://", "ops@evil.example"] }, NOWHERE],
  [{ Statement: [deny] }, NOWHERE],
  [{ Statement: deny }, NOWHERE],
  [{ Statement: [{ "Fn::If": ["Strict", deny, { Ref: "AWS::NoValue" }] }] }, NOWHERE],
  [{ Statement: [{ ...deny, Effect: "Allow" }] }, VIRGINIA],
  [{ "--TempDir": "s3://nobodys/tmp", "--job-language": "python" }, "unknown"],
  [{ "--TempDir": "s3://home/tmp", "--extra-py-files": "s3://home/a.py,s3://away/b.py" }, VIRGINIA],
  [{ "--TempDir": "s3://home/tmp" }, IRELAND],
])("the document %j names %s", (value, place) => {
  expect(said(value)).toBe(place);
});

test.each<[Record<string, string>, string]>([
  [{ JDBC_CONNECTION_URL: "jdbc:mysql://db.evil.example/x" }, "unknown"],
  [{ JDBC_CONNECTION_URL: "jdbc:sqlserver://api.example.ie:1433;databaseName=x" }, OWN],
  [{ JDBC_CONNECTION_URL: "jdbc:oracle:thin:@api.example.ie:1521:orcl" }, OWN],
  [{ JDBC_CONNECTION_URL: "jdbc:oracle:thin:@//db.evil.example:1521/orcl" }, "unknown"],
  [{ JDBC_CONNECTION_URL: "jdbc:oracle:thin:@(DESCRIPTION=(HOST=api.example.ie))" }, "unknown"],
  [{ JDBC_CONNECTION_URL: "jdbc:postgresql://db.c.eu-west-1.rds.amazonaws.com:5432/x", USERNAME: "a.b" }, IRELAND],
  [{ JDBC_CONNECTION_URL: "jdbc:postgresql://db.c.us-east-1.rds.amazonaws.com:5432/x" }, VIRGINIA],
  [{ JDBC_CONNECTION_URL: "jdbc:postgresql://10.0.0.5:5432/x" }, NOWHERE],
  [{ JDBC_CONNECTION_URL: "jdbc:postgresql://${host}:5432/x" }, NOWHERE],
  [{ JDBC_DRIVER_JAR_URI: "s3://away/driver.jar" }, VIRGINIA],
  [{ KAFKA_BOOTSTRAP_SERVERS: "kafka.evil.example:9092" }, "unknown"],
  [{ KAFKA_BOOTSTRAP_SERVERS: "b-1.c.kafka.eu-west-1.amazonaws.com:9094,kafka.evil.example:9094" }, "unknown"],
  [{ CONNECTION_URL: "mongodb://evil.example/x" }, "unknown"],
  [{ CONNECTION_URL: "mongodb://${user}:${password}@evil.example/x" }, "unknown"],
  [{ CONNECTION_URL: "mongodb://u:p@api.example.ie:27017,evil.example:27017/x" }, "unknown"],
  [{ SparkProperties: '{"sfUrl": "acct.us-east-1.snowflakecomputing.com", "sfRole": "a.b"}' }, "unknown"],
  [{ "connection.url": "jdbc:postgresql://db.evil.example/x" }, "unknown"],
  [{ hosts: "evil.example" }, "unknown"],
  [{ hosts: "3405803785" }, "unknown"],
  [{ "sink.url": "https://evil.example" }, "unknown"],
  [{ "bootstrap.servers": "kafka.evil.example:9092", acks: "1" }, "unknown"],
  [{ "s3.bucket.name": "nobodys", "s3.region": "eu-west-1" }, IRELAND],
  [{ "s3.bucket.name": "nobodys" }, "unknown"],
  [{ "connector.class": "io.confluent.connect.s3.S3SinkConnector", topics: "a.b,c.d", "flush.size": "10" }, NOWHERE],
  [{ "ssl.keystore": "${get_secret('a.b:c', 'SecretBinary', 'arn:aws:iam::111122223333:role/r')}" }, NOWHERE],
])("a connection with %j leads to %s", (settings, place) => {
  expect(said(settings, "connection")).toBe(place);
});

test("a document of YAML that configures an agent is read for the hosts to which it exports", () => {
  const agent = (endpoint: string) => `exporters:\n  otlp:\n    endpoint: ${endpoint}\nimage: registry.k8s.io/x:v1\n`;
  expect(
    ["otlp.evil.example:4317", "api.example.ie:4317", "collector:4317"].map((host) => said(agent(host), "connection")),
  ).toEqual(["unknown", OWN, NOWHERE]);
});
