import * as fc from "fast-check";
import { directConnectCountry } from "../../charter/direct-connect";
import { isCountry } from "../../charter/countries";
import { CATALOGUE_DATE, findPlace, pairOf, regionsOf } from "../../charter/places";
import catalogue from "../../charter/places.json";

interface Row {
  id: string;
  country: string | null;
  region?: string;
  zoneIds?: string;
  zoneId?: string;
  groups?: string[];
  pair?: string;
  doubt?: string;
  sources: number[];
}

const rows = Object.entries(catalogue.clouds).flatMap(([cloud, families]) =>
  Object.values(families as Record<string, Row[]>).flatMap((list) => list.map((row) => ({ cloud, ...row }))),
);

describe("findPlace", () => {
  test.each([
    ["eu-west-1", "region", "IE", "eu-west-1"],
    ["eu-west-2", "region", "GB", "eu-west-2"],
    ["eu-central-2", "region", "CH", "eu-central-2"],
    ["eusc-de-east-1", "region", "DE", "eusc-de-east-1"],
    ["eu-isoe-west-1", "region", null, "eu-isoe-west-1"],
    ["eu-west-1a", "zone", "IE", "eu-west-1"],
    ["us-gov-west-1c", "zone", "US", "us-gov-west-1"],
    ["eusc-de-east-1a", "zone", "DE", "eusc-de-east-1"],
    ["us-east-2-zg-1", "zone", "US", "us-east-2"],
    ["euw1-az1", "zone", "IE", "eu-west-1"],
    ["euw2-az4", "zone", "GB", "eu-west-2"],
    ["use1-az4", "zone", "US", "us-east-1"],
    ["apse1-az1", "zone", "SG", "ap-southeast-1"],
    ["aps1-az2", "zone", "IN", "ap-south-1"],
    ["apne1-az4", "zone", "JP", "ap-northeast-1"],
    ["usgw1-az2", "zone", "US", "us-gov-west-1"],
    ["cnn1-az1", "zone", "CN", "cn-north-1"],
    ["cnnw1-az1", "zone", "CN", "cn-northwest-1"],
    ["mxc1-az1", "zone", "MX", "mx-central-1"],
    ["ilc1-az3", "zone", "IL", "il-central-1"],
    ["eu-central-1-ist-1a", "local-zone", "TR", "eu-central-1"],
    ["euc1-ist1-az1", "local-zone", "TR", "eu-central-1"],
    ["eu-central-1-ist-1", "local-zone", "TR", "eu-central-1"],
    ["eu-north-1-hel-1a", "local-zone", "FI", "eu-north-1"],
    ["us-east-1-qro-1a", "local-zone", "MX", "us-east-1"],
    ["usw2-lax1-az2", "local-zone", "US", "us-west-2"],
    ["use1-atl2-az1", "local-zone", "US", "us-east-1"],
    ["eu-west-3-cmn-wlz-1a", "wavelength-zone", "MA", "eu-west-3"],
    ["euw3-cmn1-wlz1", "wavelength-zone", "MA", "eu-west-3"],
    ["eu-west-3-cmn-wlz-1", "wavelength-zone", "MA", "eu-west-3"],
    ["eu-west-3-dss-wlz-1a", "wavelength-zone", "SN", "eu-west-3"],
    ["use1-wl1-atl-wlz1", "wavelength-zone", "US", "us-east-1"],
    ["us-east-1-wl1", "wavelength-zone", "US", "us-east-1"],
  ])("%s is a %s in %s that hangs on %s", (id, kind, country, region) => {
    expect(findPlace(id)).toEqual({ id, kind, country, region, cloud: "aws" });
  });

  test.each([
    "",
    "eu-west",
    "eu-west-9",
    "eu-north-9a",
    "EU-WEST-1",
    "eu-west-1 ",
    " eu-west-1",
    "eu-west-1ab",
    "eu-west-1-a",
    "eu-west-11",
    "eu-west-1A",
    "eu-west-1\n",
    "eu-west-1a\n",
    "euw1-az",
    "euw1-az0",
    "euw1-az001",
    "euw9-az1",
    "euw1-az1a",
    "eusc1-az1",
    "eu-central-1-osl-1a",
    "eu-central-1-ist-1b",
    "eu-central-1-ist",
    "eu-central-1-ist-1aa",
    "no-oslo-1",
    "eu-norway-1",
    "backup-eu-west-1",
    "eu-west-1.example.com",
    "arn:aws:s3:::eu-west-1",
    "global",
    "aws-global",
    "__proto__",
    "constructor",
    "toString",
  ])("does not know %j", (id) => {
    expect(findPlace(id)).toBeUndefined();
  });

  test.each([
    ["azure", "northeurope", "northeurope", "IE", "region"],
    ["azure", "North Europe", "northeurope", "IE", "region"],
    ["azure", "West Europe", "westeurope", "NL", "region"],
    ["azure", "norwayeast", "norwayeast", "NO", "region"],
    ["azure", "eastus2euap", "eastus2euap", "US", "region"],
    ["gcp", "europe-west2", "europe-west2", "GB", "region"],
    ["gcp", "europe-west6", "europe-west6", "CH", "region"],
    ["gcp", "EUROPE-WEST1", "europe-west1", "BE", "region"],
    ["gcp", "europe-west1-b", "europe-west1-b", "BE", "zone"],
    ["oci", "eu-jovanovac-1", "eu-jovanovac-1", "RS", "region"],
    ["hetzner", "hel1", "hel1", "FI", "region"],
    ["scaleway", "fr-par-2", "fr-par-2", "FR", "zone"],
    ["ovh", "UK1", "UK1", "GB", "region"],
    ["ovh", "GRA11", "GRA11", "FR", "zone"],
    ["hetzner", "nbg1-dc3", "nbg1-dc3", "DE", "zone"],
    ["oci", "EU-FRANKFURT-1", "eu-frankfurt-1", "DE", "region"],
    ["oci", "Uocm:EU-FRANKFURT-1-AD-2", "eu-frankfurt-1-ad-2", "DE", "zone"],
    ["safespring", "osl2", "osl2", "NO", "region"],
  ])("knows of %s that %s is %s in %s, a %s", (cloud, text, id, country, kind) => {
    expect(findPlace(text, cloud)).toMatchObject({ id, country, kind, cloud });
  });

  test.each([
    ["gcp", "eu"],
    ["gcp", "EU"],
    ["gcp", "eu-west-1"],
    ["azure", "eu-west-1"],
    ["azure", "europe"],
    ["oci", "eu-west-1"],
    ["oci", "Uocm:PHX-AD-1"],
    ["ovh", "GRAX"],
    ["ovh", "XYZ1"],
    ["hetzner", "nbg1-dc"],
    ["hetzner", "eu-central"],
    ["nebula", "eu-west-1"],
    ["__proto__", "eu-west-1"],
    ["constructor", "name"],
    ["hasOwnProperty", ""],
    ["", "eu-west-1"],
  ])("does not know of %s a place %s", (cloud, id) => {
    expect(findPlace(id, cloud)).toBeUndefined();
  });

  test("a name with anything before or after it is not the name", () => {
    const names = fc.constantFrom(...rows.filter(({ cloud }) => cloud === "aws").map(({ id }) => id));
    const noise = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(names, noise, (name, text) => {
        // a region and a letter is a zone, and a zone group of availability zones has its own form
        fc.pre(!/^([a-z]|-zg-\d+)$/.test(text));
        expect(findPlace(`${text}${name}`)).toBeUndefined();
        const longer = findPlace(`${name}${text}`);
        expect(
          longer === undefined || rows.some(({ id, groups }) => id === longer.id || groups?.includes(longer.id)),
        ).toBe(true);
      }),
    );
  });

  test("any text gets an answer that is undefined or has exactly that text as its id", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect([undefined, text]).toContain(findPlace(text)?.id);
      }),
    );
  });

  test("a million characters are answered at once", () => {
    // Time of the processor: the machine may have other work.
    const started = process.cpuUsage();
    for (const unit of ["a", "-", "a-", "1", "eu-west-1", "-az1"])
      expect(findPlace(unit.repeat(1e6 / unit.length))).toBeUndefined();
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});

describe("the catalogue", () => {
  test("has a date, and every row a country that exists or a doubt, and a source", () => {
    expect(CATALOGUE_DATE).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    for (const { id, country, doubt, sources } of rows) {
      expect([id, country === null ? typeof doubt : isCountry(country)]).toEqual([
        id,
        country === null ? "string" : true,
      ]);
      expect([id, sources.length > 0 && sources.every((source) => catalogue.sources[source] !== undefined)]).toEqual([
        id,
        true,
      ]);
    }
  });

  test("has each place once, under each of its names", () => {
    for (const cloud of Object.keys(catalogue.clouds)) {
      const names = rows
        .filter((row) => row.cloud === cloud)
        .flatMap(({ id, zoneId, zoneIds }) => [id, zoneId, zoneIds].filter(Boolean));
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  test("has the 46 regions of AWS, and knows zone ids of all but those that no source shows", () => {
    const regions = rows.filter(({ cloud, region }) => cloud === "aws" && region === undefined);
    expect(regionsOf()).toEqual(regions.map(({ id }) => id));
    expect(regions).toHaveLength(46);
    expect(regions.filter(({ zoneIds }) => zoneIds === undefined).map(({ id }) => id)).toEqual([
      "eusc-de-east-1",
      "us-iso-east-1",
      "us-iso-west-1",
      "us-isob-east-1",
      "us-isob-west-1",
      "us-isof-east-1",
      "us-isof-south-1",
      "eu-isoe-west-1",
    ]);
  });

  test("takes the prefix of zone ids from the letters of the region, as AWS does", () => {
    const short: Record<string, string> = {
      north: "n",
      south: "s",
      east: "e",
      west: "w",
      central: "c",
      northeast: "ne",
      southeast: "se",
      northwest: "nw",
      gov: "g",
    };
    for (const { id, zoneIds } of rows.filter(({ zoneIds }) => zoneIds)) {
      const [area = "", ...rest] = id.split("-");
      expect([id, zoneIds]).toEqual([id, area + rest.map((part) => short[part] ?? part).join("")]);
    }
  });

  test("hangs every local and wavelength zone on a region that its name begins with", () => {
    const zones = rows.filter(({ region }) => region !== undefined);
    expect(zones).toHaveLength(83);
    for (const { id, region = "" } of zones) {
      expect([id, regionsOf().includes(region), id.startsWith(`${region}-`)]).toEqual([id, true, true]);
    }
  });

  test("gives every zone group one country", () => {
    for (const group of new Set(rows.flatMap(({ groups }) => groups ?? []))) {
      const countries = new Set(rows.filter(({ groups }) => groups?.includes(group)).map(({ country }) => country));
      expect([group, [...countries]]).toEqual([group, [findPlace(group)?.country]]);
    }
  });
});

test.each([
  ["northeurope", "westeurope"],
  ["norwayeast", "norwaywest"],
  ["swedencentral", "swedensouth"],
  ["brazilsoutheast", "brazilsouth"],
  ["polandcentral", undefined],
])("geo-redundant copies of %s go to %s", (id, pair) => {
  const place = findPlace(id, "azure");
  expect(place && pairOf(place)?.id).toBe(pair);
});

test("every pair is a region of the catalogue; other clouds have none", () => {
  const pairs = rows
    .filter((row) => "pair" in row)
    .map((row) => [row.cloud, findPlace(String(row.pair), "azure")?.kind]);
  expect(pairs.length).toBeGreaterThan(40);
  expect(pairs).toEqual(pairs.map(() => ["azure", "region"]));
  expect(pairOf({ id: "eu-west-1", country: "IE", kind: "region", region: "eu-west-1", cloud: "aws" })).toBeUndefined();
});

test.each([
  ["DGPU1", "NO"],
  ["EIRCL", "IE"],
  ["EQHK1", "HK"],
  ["dgpu1", undefined],
  ["constructor", undefined],
  ["", undefined],
])("the Direct Connect location %s stands in %s", (code, country) => {
  expect(directConnectCountry(code)).toBe(country);
});
