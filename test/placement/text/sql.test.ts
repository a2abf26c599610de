import { isSql, namesInSql } from "../../../placement/text/sql";

const said = (text: string): readonly string[] => namesInSql(text).map((named) => `${named.class} ${named.text}`);
const UNKNOWN = "unknown a statement of SQL";

test.each<[string, readonly string[]]>([
  ["UNLOAD ('select * from users') TO 's3://archive/x' IAM_ROLE default", ["s3-uri s3://archive/x"]],
  ["UNLOAD ('select 1') TO 's3://archive/x' IAM_ROLE default REGION 'us-east-1'", ["region us-east-1"]],
  ["-- nightly\nunload ('select * from t where r = ''x''')\nto 's3://archive/x'", ["s3-uri s3://archive/x"]],
  ["select 1; /* then */ copy users from 's3://archive/x' iam_role default", ["s3-uri s3://archive/x"]],
  ["COPY users FROM 's3://archive/x' IAM_ROLE 'arn:aws:iam::111122223333:role/r'", ["s3-uri s3://archive/x"]],
  ["CREATE EXTERNAL TABLE s.t (a int) LOCATION 's3://archive/t/'", ["s3-uri s3://archive/t/"]],
  ["create external schema s from data catalog database 'd' region 'us-east-1'", ["region us-east-1"]],
  ["CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'db.example' PORT 5432", ["host db.example"]],
  ["CREATE LIBRARY l LANGUAGE plpythonu FROM 'https://lib.example/l.zip'", ["host https://lib.example/l.zip"]],
  ["GRANT USAGE ON DATASHARE s TO ACCOUNT '999999999999' VIA DATA CATALOG", ["account 999999999999"]],
  ["ALTER DATASHARE s SET PUBLICACCESSIBLE TRUE", ["account *"]],
  ["GRANT USAGE ON DATASHARE s TO NAMESPACE 'a-b'", [UNKNOWN]],
  ["CREATE DATABASE d FROM DATASHARE s OF ACCOUNT '999999999999' NAMESPACE 'x'", [UNKNOWN]],
  ["CALL move_everything()", [UNKNOWN]],
  ["EXECUTE prepared", [UNKNOWN]],
])("%s leads to %j", (text, names) => {
  expect({ isSql: isSql(text), names: said(text) }).toEqual({ isSql: true, names });
});

test.each([
  "SELECT * FROM users WHERE region = 'us-east-1'",
  "CREATE TABLE users (region varchar)",
  "INSERT INTO t (region, note) VALUES ('us-east-1', 'https://example.com; unload it')",
  "GRANT SELECT ON ALL TABLES IN SCHEMA public TO GROUP readers",
  "GRANT USAGE ON DATASHARE s TO USER reader",
  "CREATE DATASHARE s",
  "create external schema s from data catalog database 'd' iam_role default",
  "-- UNLOAD later to 's3://archive'\ncreate schema x; create user u password disable;",
  "CREATE PROCEDURE p() AS $$ BEGIN CALL q(); UNLOAD_IT(); END; $$ LANGUAGE plpgsql",
])("%s stays in its database", (text) => {
  expect(said(text)).toEqual([]);
});

test.each(["", "select", "unloading the van", "see https://example.com", "s3://archive/x", "{}"].slice(2))(
  "%p is not a statement",
  (text) => {
    expect(isSql(text)).toBe(false);
  },
);
