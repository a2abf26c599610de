import { readSettings } from "../../stacks/settings";

test("without settings the charter is charter.yaml and nothing is said to the provider", () => {
  expect(readSettings({})).toEqual({ charterPath: "charter.yaml" });
});

test("empty values count as unset", () => {
  const empty = {
    CLOVER_CHARTER: "",
    CLOVER_AWS_PROVIDER_VERSION: "",
    CLOVER_AWS_MAX_RETRIES: "",
    CLOVER_LOCAL_STATE: "",
    CLOVER_ASSUME_ROLE: "",
  };
  expect(readSettings(empty)).toEqual({ charterPath: "charter.yaml" });
});

test("every setting is read", () => {
  expect(
    readSettings({
      CLOVER_CHARTER: "other.yaml",
      CLOVER_AWS_PROVIDER_VERSION: "5.100.0",
      CLOVER_AWS_MAX_RETRIES: "2",
      CLOVER_LOCAL_STATE: "1",
      CLOVER_ASSUME_ROLE: "deployer",
    }),
  ).toEqual({
    charterPath: "other.yaml",
    providerVersion: "5.100.0",
    maxRetries: 2,
    localState: true,
    assumeRole: "deployer",
  });
});

test.each([
  [
    "CLOVER_AWS_MAX_RETRIES",
    "many",
    'CLOVER_AWS_MAX_RETRIES: "many" is not a valid number of retries. Give a whole number from 0 to 999.',
  ],
  [
    "CLOVER_AWS_MAX_RETRIES",
    "-1",
    'CLOVER_AWS_MAX_RETRIES: "-1" is not a valid number of retries. Give a whole number from 0 to 999.',
  ],
  ["CLOVER_LOCAL_STATE", "yes", 'CLOVER_LOCAL_STATE: "yes" is not a valid value. Set it to 0 or 1, or unset it.'],
  [
    "CLOVER_ASSUME_ROLE",
    "arn:aws:iam::999988887777:role/r",
    'CLOVER_ASSUME_ROLE: "arn:aws:iam::999988887777:role/r" is not a valid role name. Give the name of the role alone, without account and path.',
  ],
])("%s=%s is refused", (name, value, sentence) => {
  expect(() => readSettings({ [name]: value })).toThrow(
    expect.objectContaining({ name: "ConstructError", message: sentence }),
  );
});
