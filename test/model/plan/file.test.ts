import { InputError } from "../../../core/user-error";
import { readApplyTimeVariables } from "../../../model/plan/file";
import { packArchive } from "./archive";

const text = (field: number, value: string) =>
  Buffer.concat([Buffer.from([(((field << 3) | 2) & 0x7f) | 0x80, field >> 4, value.length]), Buffer.from(value)]);
/** Version 3, a number of eight bytes and one of four, then two texts of field 28 around one of field 14. */
const PLAN = Buffer.concat([
  Buffer.from([0x08, 3, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4]),
  text(28, "secret"),
  text(30, "other"),
  text(28, "word"),
]);
const OTHER = ["tfstate", Buffer.from("{}")] as const;

test.each([8, 0])("names the variables that the apply is to be given again, packed by method %d", (method) => {
  const plan = packArchive([OTHER, ["tfplan", PLAN], ["tfplan", text(28, "twice")]], { method });
  expect([...readApplyTimeVariables(plan)]).toEqual(["secret", "word"]);
});

test.each(['{"encrypted_data":"x"}', ""])("%j is no archive, and names none", (plan) => {
  expect(readApplyTimeVariables(Buffer.from(plan))).toEqual(new Set());
});

const whole = packArchive([["tfplan", PLAN]]);
test.each([
  ["has nothing in it", packArchive([["tfplan", Buffer.from([0x0b])]])],
  ["is cut off", whole.subarray(0, whole.length - 4)],
  ["holds no plan", packArchive([OTHER])],
  [
    "has something behind it, where another reader might find another list",
    packArchive([["tfplan", PLAN]], { after: "x" }),
  ],
  ["is packed in a way that nobody knows", packArchive([["tfplan", PLAN]], { method: 12 })],
  ["ends in a field", packArchive([["tfplan", PLAN.subarray(0, PLAN.length - 2)]])],
  ["ends in a number", packArchive([["tfplan", Buffer.from([0x80])]])],
  ["is a mere beginning", Buffer.from("PK\u0003\u0004")],
])("an archive that %s is refused", (_, plan) => {
  expect(() => readApplyTimeVariables(plan)).toThrow(InputError);
});
