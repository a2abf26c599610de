/** Countries of AWS Direct Connect locations. Their associated region does not tell the country: Oslo's is eu-central-1. */
import locations from "./direct-connect.json";

let countries: Map<string, string> | undefined;

/** ISO 3166-1 alpha-2 of the country of a Direct Connect location code (`DGPU1` is in NO); undefined when not known. */
export function directConnectCountry(code: string): string | undefined {
  countries ??= new Map(
    Object.entries(locations.countries).flatMap(([country, codes]) =>
      codes.map((code): [string, string] => [code, country]),
    ),
  );
  return countries.get(code);
}
