/** Reads the endpoints and regions in AWS's shared config and credentials files. */

/** The settings of a profile that decide the destination of its calls. */
export interface ProfileSettings {
  readonly region?: string;
  /** Endpoints by setting: `endpoint_url`, or `s3.endpoint_url` for one service. */
  readonly endpoints: ReadonlyMap<string, string>;
}

type Section = Map<string, string>;

/**
 * Reads both files for one profile; either may be empty. The config file calls its sections `profile NAME` and `default`, the
 * credentials file NAME; settings of a service stand indented below it, or in a section `services NAME`
 * (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html).
 */
export function readProfile(config: string, credentials: string, profile: string): ProfileSettings {
  const sections = parseSections(config);
  const own = [
    // If there is a section `profile default`, AWS's clients ignore `default`.
    sections.get(`profile ${profile}`) ?? sections.get(profile === "default" ? "default" : ""),
    parseSections(credentials).get(profile),
  ].filter((section) => section !== undefined);
  const settings = new Map(own.flatMap((section) => [...section]));
  const services = settings.get("services");
  const shared = services === undefined ? undefined : sections.get(`services ${services}`);
  const endpoints = new Map([...(shared ?? []), ...settings].filter(([name]) => /(^|\.)endpoint_url$/.test(name)));
  const region = settings.get("region");
  return { ...(region === undefined ? {} : { region }), endpoints };
}

/** Sections by name, settings by name; nested ones as `service.name`. Lines of another form are ignored, as AWS's clients do. */
function parseSections(text: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let service = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const header = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line);
    if (header) {
      const name = header[1]!.replaceAll(/\s+/g, " ");
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      service = "";
      continue;
    }
    const setting = /^(\s*)([^=]+?)\s*=\s*(.*?)\s*$/.exec(line);
    if (!setting || !section) continue;
    const [, indent, name, value] = setting as unknown as [string, string, string, string];
    if (indent === "") service = value === "" ? `${name.toLowerCase()}.` : "";
    if (value !== "") section.set((indent === "" ? "" : service) + name.toLowerCase(), value);
  }
  return sections;
}
