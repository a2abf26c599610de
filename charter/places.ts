/** STUB written to fix the contract; see the helper's brief. */
export interface Place {
  /** Region code, zone name, zone id, Outpost ARN, "global", or a host name. */
  readonly id: string;
  /** ISO 3166-1 alpha-2, or null when nobody can say. */
  readonly country: string | null;
  readonly kind: "region" | "zone" | "local-zone" | "wavelength-zone" | "outpost" | "edge" | "global" | "host";
  /** The region that holds its control plane; the place itself for a region. */
  readonly region?: string;
  readonly cloud: string;
}
