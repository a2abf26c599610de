import { diffFormats, reportFormats } from "../../reports/formats";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accepted, finding, report } from "../gate/builders";
import { FORBIDDEN, HOSTILE } from "./hostile";

const hostile = report(
  [
    finding({
      address: HOSTILE,
      path: HOSTILE,
      message: HOSTILE,
      fix: HOSTILE,
      input: HOSTILE,
      origin: HOSTILE,
      evidence: [HOSTILE],
      place: { id: HOSTILE, country: null },
      outcome: "waived",
      waiver: { reason: HOSTILE, owner: HOSTILE, approver: HOSTILE, expires: "2026-12-31" },
    }),
    finding({ address: HOSTILE, message: HOSTILE, input: HOSTILE, path: HOSTILE, evidence: [HOSTILE] }),
  ],
  {
    inputs: [{ path: HOSTILE, kind: "plan", sha256: "0".repeat(64), resources: 1 }],
    unusedWaivers: [{ policy: HOSTILE, address: HOSTILE, path: HOSTILE, expires: "2026-12-31", why: "none" }],
    endingWaivers: [
      { policy: HOSTILE, address: HOSTILE, path: HOSTILE, owner: HOSTILE, expires: "2026-12-31", days: 1 },
    ],
    drift: [
      {
        section: "flows",
        input: HOSTILE,
        address: HOSTILE,
        path: HOSTILE,
        what: HOSTILE,
        change: "changed",
        from: HOSTILE,
        to: { id: HOSTILE, country: HOSTILE },
        worse: true,
      },
    ],
    transfers: [
      accepted({ address: HOSTILE, path: HOSTILE, data: { class: "public", what: HOSTILE }, input: HOSTILE }),
    ],
    unusedTransfers: [{ id: "x", from: "IE", to: "US", expires: "2026-12-31", why: HOSTILE }],
    coverage: { resources: 1, placed: 1, undetermined: 0, byCountry: { global: 1 }, global: [HOSTILE] },
    charter: { path: HOSTILE, sha256: "1".repeat(64), jurisdictions: ["IE"] },
  },
);

describe.each(Object.entries(reportFormats))("%s", (_, load) => {
  let render: Awaited<ReturnType<typeof load>>;
  beforeAll(async () => {
    render = await load();
  });

  test("prints no character that steers a terminal or hides text, whatever the input holds", () => {
    expect(render(hostile, { colour: false }).match(FORBIDDEN)).toBeNull();
  });

  test("gives the same bytes for the same report, ends with one line break, and changes nothing in the report", () => {
    const findings = [
      finding(),
      finding({ path: "", outcome: "undetermined" }),
      finding({ outcome: "advisory", address: "" }),
    ];
    const before = JSON.stringify(report(findings));
    const given = report(findings);
    const text = render(given, { colour: false });
    expect(render(report(findings), { colour: false })).toBe(text);
    expect(text).toMatch(/[^\n]\n$/);
    expect(JSON.stringify(given)).toBe(before);
  });

  test("renders a report without any finding", () => {
    expect(render(report([]), { colour: false }).toLowerCase()).toMatch(/compliant|tests="1" failures="0"/);
  });
});

test("README.md and docs/diff.md list the formats of the tables, in their order", () => {
  const page = (name: string) => readFileSync(join(__dirname, "../..", name), "utf8").replaceAll(/\s+/g, " ");
  const listed = (formats: object) => Object.keys(formats).map((name) => `\`${name}\``);
  expect(page("README.md")).toContain(`Formats: ${listed(reportFormats).join(", ")}.`);
  expect(page("docs/diff.md")).toContain(`Formats: ${listed(diffFormats).join(", ")}.`);
});
