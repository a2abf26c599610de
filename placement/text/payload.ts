/** Documents inside attributes (templates, definitions, parameters): the places that they send data to. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { isEverywhere, isJudged, meaningOf, type Meaning, type Speaker } from "../catalogue/document-keys";
import { isData, partsOfObject } from "./calls";
import { readOnce } from "./document";
import { namesInText, type Around, type Named } from "./payload-text";
import { isInferenceProfile } from "./inference";
import { isDeny, isSomeonesCloud, partOf, settingsIn } from "./payload-parts";
import { isSql, namesInSql } from "./sql";

/** What a document names, where in it, and what the catalogue says of the key. */
export interface NamedAt extends Named {
  readonly path: string;
  readonly meaning?: Meaning;
}

/** Parts of a document that mention places without sending anything there. */
const MENTIONS =
  /^(condition|comment|description|tags?|tags_all|name|sid|title|label|metadata|environment|dockerlabels|labels|notes?|allowedvalues|mappings|examples?|info|contact|license|externaldocs|servers|eventpattern|filter(policy|pattern|criteria))$/i;

/** Parts whose keys are names that somebody chose: a state may be called Environment, and a resource Metadata. */
const NAMED = /^(states|resources|paths)$/i;

/** Whether a part of a document mentions places without sending anything there. @param within the key of what it stands in */
export const isMention = (key: string, within: string): boolean => !NAMED.test(within) && MENTIONS.test(key);

/** The log driver of a container, in tasks of ECS and in jobs of Batch; receivers and remotes of Prometheus and its Alertmanager. */
const CONNECTS = /^(logconfiguration|[a-z]+_configs|remote_(write|read))$/i;

/** Levels that are followed, those of texts inside texts together. */
const DEEPEST = 600;

/** Texts inside texts that are followed; each is parsed again. */
const DEEPEST_TEXT = 8;

/**
 * What a JSON or YAML document names: regions by the ARN or URL of AWS's that holds them, or under a key that says "region";
 * hosts that it posts to; buckets; and whatever the catalogue says of the keys of a call or of a resource of CloudFormation.
 *
 * @param connects whether it is made of the settings of a connection, of which any may be a host
 * @param speaker the call whose arguments the document is, if it is that
 */
export function namesInPayload(
  text: string,
  connects: boolean,
  jurisdiction: Jurisdiction,
  speaker?: Speaker,
): readonly NamedAt[] {
  const walk = new Walk();
  walk.text(text, { ...START, connects, jurisdiction, ...(speaker && { speaker, called: true }) }, undefined);
  return walk.names;
}

/** The same of a value that needs no parsing: the properties of a resource of CloudFormation. */
export function namesInValue(value: unknown, jurisdiction: Jurisdiction, speaker?: Speaker): readonly NamedAt[] {
  const walk = new Walk();
  walk.visit(value, { ...START, connects: false, jurisdiction, ...(speaker && { speaker, called: true }) });
  return walk.names;
}

/** Accounts that a document shares something with: in a statement of SQL, or in the arguments of a call. */
export const accountsInPayload = (text: string, jurisdiction: Jurisdiction): readonly string[] =>
  namesInPayload(text, false, jurisdiction)
    .filter(({ class: kind }) => kind === "account" || kind === "principal")
    .map(({ text: account }) => account);

const START = {
  key: "",
  regional: false,
  called: false,
  data: false,
  names: [],
  path: "",
  depth: 0,
  texts: 0,
} as const;

/** Where in a document the walk is. */
interface Spot extends Around {
  readonly path: string;
  /** Keys on the way from the speaker, lists left out. */
  readonly names: readonly string[];
  readonly speaker?: Speaker;
  readonly depth: number;
  /** How many texts that are documents stand around it. */
  readonly texts: number;
}

type Json = Readonly<Record<string, unknown>>;

class Walk {
  readonly names: NamedAt[] = [];

  visit(value: unknown, at: Spot): void {
    if (typeof value === "string") return this.leaf(value, at);
    if (typeof value === "boolean" || typeof value === "number") return this.switched(String(value), at);
    if (!isObject(value)) return;
    if (at.depth > DEEPEST) return this.add({ text: "a part that is nested too deep", class: "unknown" }, at);
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        this.visit(item, { ...at, depth: at.depth + 1, path: `${at.path}[${index}]` });
      return;
    }
    this.object(value as Json, at);
  }

  /** A text that may be a document of its own. */
  text(text: string, at: Spot, meaning: Meaning | undefined): void {
    const read = at.texts < DEEPEST_TEXT ? readOnce(text) : ({ is: "unreadable" } as const);
    if (read.is === "document") return this.visit(read.value, { ...at, texts: at.texts + 1 });
    if (read.is === "unreadable") return this.add({ text: "a document that cannot be read", class: "unknown" }, at);
    const settings = at.connects ? settingsIn(text) : undefined;
    if (settings) return this.visit(settings, at);
    if (isSql(text)) for (const named of namesInSql(text)) this.add(named, at);
    else if (!meaning) for (const named of namesInText(text, at)) this.add(named, at);
  }

  private object(value: Json, at: Spot): void {
    const { key } = at;
    if (key.toLowerCase() === "statement" && isDeny(value)) return;
    const regional = Object.keys(value).some((name) => /region$/i.test(name));
    if (at.connects && isSomeonesCloud(value)) this.add({ text: "a cloud of somebody's", class: "unknown" }, at);
    const inside = { ...at, regional, depth: at.depth + 1 };
    const parts = at.data ? undefined : partsOfObject(value, isState(at));
    for (const [name, item, speaker] of parts?.entries ?? Object.entries(value)) {
      if ((!NAMED.test(key) && MENTIONS.test(name)) || name === "@@remove") continue;
      const path = at.path ? `${at.path}.${name}` : name;
      // Organisations' backup policies name vaults by keys, too.
      if (name.startsWith("arn:")) this.leaf(name, { ...inside, path, key: "", names: [] });
      // The branches of a choice, and what is assigned to a setting of an organisation, stand for the value itself.
      if (ITSELF.test(name)) this.visit(item, { ...inside, path, key });
      else if (speaker) this.spoken(item, { ...inside, path, key: name, speaker, names: [], called: true }, speaker);
      else this.member(name, partOf(name, item), { ...inside, path, key: name });
    }
  }

  /** The arguments of a call, or the properties of a resource. */
  private spoken(item: unknown, at: Spot, speaker: Speaker): void {
    if (isEverywhere(speaker)) this.add({ text: speaker.name, class: "everywhere" }, at);
    this.visit(item, at);
  }

  private member(name: string, item: unknown, at: Spot): void {
    const names = at.speaker ? [...at.names, name.replace(/\.\$$/, "")] : at.names;
    const data = at.data || (at.speaker !== undefined && isData(at.speaker, name));
    const connects =
      at.connects ||
      CONNECTS.test(name) ||
      (isObject(item) && this.meaningAt({ ...at, names })?.class === "connection");
    this.visit(item, { ...at, names, data, connects });
  }

  private meaningAt(at: Spot): Meaning | undefined {
    if (!at.speaker || at.data || at.names.length === 0) return undefined;
    return meaningOf(at.speaker, at.names);
  }

  private leaf(text: string, at: Spot): void {
    const meaning = this.meaningAt(at);
    if (meaning?.role === "mention") return;
    const judged = meaning && isJudged(meaning) ? meaning : undefined;
    if (at.speaker && !isType(at.speaker) && UNREAD.test(at.key))
      return this.add({ text: "a template that the document does not hold", class: "unknown" }, at);
    if (judged?.class === "mode") return this.switched(text, at);
    if (judged && (judged.class === "json" || judged.class === "connection"))
      return this.text(text, { ...at, connects: at.connects || judged.class === "connection" }, undefined);
    if (judged?.flow === "inference" && isInferenceProfile(text))
      return this.add({ text, class: "everywhere" }, at, judged);
    if (mayHoldDocument(text)) {
      const read = at.texts < DEEPEST_TEXT ? readOnce(text) : undefined;
      if (read?.is === "document") return this.visit(read.value, { ...at, texts: at.texts + 1 });
      if (read === undefined || (read.is === "unreadable" && (at.connects || CONFIGURES.test(at.key))))
        return this.add({ text: "a document that cannot be read", class: "unknown" }, at);
    }
    for (const named of namesInText(text, at, judged)) this.add(named, at, judged);
  }

  /** A switch that opens a second place. */
  private switched(text: string, at: Spot): void {
    const meaning = this.meaningAt(at);
    if (meaning?.class !== "mode" || !isJudged(meaning)) return;
    const opens = meaning.opens ?? [];
    const open = opens[0]?.startsWith("!")
      ? !opens.some((each) => each.replace("!", "") === text)
      : opens.includes(text.toLowerCase()) || opens.includes(text) || (opens.includes("*") && text !== "");
    if (open && !text.startsWith("${")) this.add({ text, class: "everywhere" }, at, meaning);
  }

  private add(named: Named, { path }: Spot, meaning?: Meaning): void {
    this.names.push({ ...named, path, ...(meaning && { meaning }) });
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const ITSELF = /^(Fn::If|@@(assign|append))$/;

/** Keys under which a text is a document also where it cannot be read as one. */
const CONFIGURES = /(config(uration)?|definition|template|manifest|yaml|json)$/i;

/** In braces or brackets from end to end, or in blocks of YAML; `{{` begins a text that another language fills in. */
const mayHoldDocument = (text: string): boolean =>
  !/^\s*\{[{%]/.test(text) && (text.includes("\n") || /^\s*(\{.*\}|\[.*\])\s*$/.test(text));

/** The states of a machine stand under `States`. */
const isState = ({ path }: Spot): boolean => /(^|\.)States\.[^.]*$/.test(path);

/** An argument that names a template in a bucket. Those of CloudFormation's own types are read where the input holds them. */
const UNREAD = /^TemplateURL(\.\$)?$/;

const isType = ({ name }: Speaker): boolean => name.startsWith("AWS::");
