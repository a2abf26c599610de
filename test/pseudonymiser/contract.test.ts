import { ContractError, parseContract } from "../../pseudonymiser/contract";
import { contract } from "./contract-of-logins";

test("a contract that names fields and rules is read as it is", () => {
  expect(parseContract(JSON.parse(JSON.stringify(contract)))).toEqual(contract);
});

const login = contract.records["login"]!;
const withLogin = (fields: object): unknown => ({ ...contract, records: { login: { ...login, ...fields } } });

test.each<[string, unknown, string]>([
  ["nothing", undefined, "the contract: "],
  ["an unknown key", { ...contract, keepAll: true }, 'Unrecognized key: "keepAll"'],
  ["no kind of record", { ...contract, records: {} }, "records: name at least one kind of record"],
  [
    "a domain that is no name",
    { ...contract, domain: "Ad Team" },
    "domain: use 1 to 63 lowercase letters, digits and hyphens",
  ],
  ["an epoch that nobody knows", { ...contract, epoch: "day" }, "epoch: "],
  ["a rule that keeps free text", withLogin({ note: { keep: "text" } }), "note: write exactly one of oneOf, pseudonym"],
  ["two rules at once", withLogin({ note: { pseudonym: "user", time: "day" } }), "note: write exactly one of"],
  [
    "an address of one machine",
    withLogin({ address: { ip: { v4: 32, v6: 48 } } }),
    "address > ip > v4: Too big: expected number to be <=24",
  ],
  [
    "a household's network",
    withLogin({ address: { ip: { v4: 24, v6: 64 } } }),
    "address > ip > v6: Too big: expected number to be <=48",
  ],
  ["a place to the metre", withLogin({ lat: { degrees: 5 } }), "lat > degrees: Too big: expected number to be <=2"],
  ["a step of nothing", withLogin({ age: { step: 0 } }), "age > step: Too small: expected number to be >0"],
  [
    "a value that holds others",
    withLogin({ device: { oneOf: ["tv"] } }),
    "device cannot be a value and hold device.id",
  ],
  ["a rule for the kind itself", withLogin({ event: { drop: true } }), "event: it says which kind of record it is"],
  ["the prototype", withLogin({ "a.__proto__": { drop: true } }), "a.__proto__: Invalid key in record"],
])("%s is refused, and the place is named", (_, value, sentence) => {
  const read = () => parseContract(value);
  expect(read).toThrow(ContractError);
  expect(read).toThrow(sentence);
});

test("every problem is named at once", () => {
  const read = () => parseContract({ ...contract, domain: "", epoch: "day" });
  expect(read).toThrow(/^domain: .*; epoch: /);
});
