/** Ephemeral resources of a plan, which no section tells of but the configuration. */
import type { Identity } from "../entries/entries";
import { listAt, objectAt, own, textAt } from "../../core/json";
import { blockAddress, configAddress } from "./configuration";
import { evaluateArguments } from "./providers";
import { add, type PlanReading } from "./reading";

/**
 * Adds them: they are opened by every run. The configuration knows no instances, so each block stands for all of its own; one that
 * another section has told of already is left to it.
 */
export function readEphemerals(reading: PlanReading): void {
  const told = new Set(reading.resources.filter(({ mode }) => mode === "ephemeral").map(blockAddress));
  for (const { path, body } of reading.configuration.all()) {
    const module = configAddress(path);
    for (const block of listAt(body, "resources")) {
      const [type, name] = [textAt(block, "type"), textAt(block, "name")];
      if (own(block, "mode") !== "ephemeral" || type === undefined || name === undefined) continue;
      const written = { module, mode: "ephemeral", type, name } as const;
      const address = blockAddress(written);
      if (told.has(address)) continue;
      const source = reading.providers.serving(textAt(block, "provider_config_key") ?? "")?.source ?? "";
      const values = evaluateArguments(objectAt(block, "expressions") ?? {}, reading.scopes.of(module));
      const identity: Identity = { ...written, address, source, key: undefined, deposed: undefined };
      add(identity, { actions: ["open"], stays: true, values, marks: undefined }, reading);
    }
  }
}
