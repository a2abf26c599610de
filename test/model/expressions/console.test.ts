import answers from "./console-answers.json";
import { askClover } from "./console";

test("expressions have the value that terraform console showed when it was asked (record-console.ts)", () => {
  const wrong = answers.flatMap(([code = "", expected]) =>
    askClover(code) === expected ? [] : [{ code, is: askClover(code), expected }],
  );
  expect(wrong).toEqual([]);
  expect(answers.filter(([, expected]) => expected !== "fault").length).toBeGreaterThan(200);
});
