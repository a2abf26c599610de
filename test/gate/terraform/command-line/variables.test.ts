import { optionsAgain, readVariables, refuseChanges } from "../../../../gate/terraform/command-line/variables";

const PLAN = {
  variables: { word: { value: "one" }, empty: { value: null }, region: { value: "eu-west-1" }, token: { value: "t" } },
  configuration: {
    root_module: {
      variables: { word: {}, empty: {}, region: { default: "eu-west-1" }, token: { ephemeral: true }, secret: {} },
    },
  },
};
const shown = (plan: unknown) => Buffer.from(JSON.stringify(plan));
const planned = readVariables(shown(PLAN), new Set(["region", "secret"]));

test("tells values that the plan keeps from those that it does not, whatever it shows for them", () => {
  expect(planned).toEqual({
    values: { word: "one", empty: null },
    ephemeral: new Set(["region", "secret", "token"]),
  });
});

test("a plan without variables has none", () => {
  expect(readVariables(shown({}), new Set())).toEqual({ values: {}, ephemeral: new Set() });
});

const GIVEN = ["-var=word=two", "-var=secret=a=b", "-var-file=f.tfvars", "-var=", "-var=token=x"];

test("gives again what the plan does not keep, and files that may hold it", () => {
  expect(optionsAgain(GIVEN, planned)).toEqual(["-var=secret=a=b", "-var-file=f.tfvars", "-var=", "-var=token=x"]);
  expect(optionsAgain(GIVEN, { ...planned, ephemeral: new Set() })).toEqual([]);
});

test("with a saved plan only what it does not keep can be given; no value is said", () => {
  expect(() => refuseChanges(["-var=secret=x", "-var-file=f"], planned)).not.toThrow();
  expect(() => refuseChanges(["-var=secret=x", "-var=word=hidden"], planned)).toThrow(
    "The option -var=word cannot change a saved plan, which holds the values of its variables.",
  );
  expect(() => refuseChanges(["-var-file=f"], { ...planned, ephemeral: new Set() })).toThrow(
    "The option -var-file=f cannot change a saved plan",
  );
});
