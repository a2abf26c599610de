import { askClover, askTerraform, isNegativeZero, sampleExpressions } from "../model/expressions/console";

test("thousands of expressions have the value that terraform console shows", () => {
  const codes = sampleExpressions(6000, Number(process.env.SEED ?? 1));
  const expected = askTerraform(codes);
  expect(expected).toHaveLength(codes.length);
  const wrong = codes.flatMap((code, index) =>
    askClover(code) === expected[index] || isNegativeZero(expected[index])
      ? []
      : [{ code, is: askClover(code), expected: expected[index] }],
  );
  expect(wrong.toSorted((a, b) => a.code.length - b.code.length).slice(0, 25)).toEqual([]);
  expect(expected.filter((each) => each !== "fault").length).toBeGreaterThan(codes.length / 2);
});
