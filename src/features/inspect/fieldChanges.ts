import type { ContainerConfig, Inspect } from "#contract/image.ts";
import type { FieldChange } from "./fieldChange.ts";
import { inspectSections } from "./inspectSections.ts";

/** The values of `Config` that the base image has not, or has otherwise, by their keys. */
export function fieldChanges(inspect: Inspect, base: ContainerConfig): ReadonlyMap<string, FieldChange> {
  const before = new Map(valuesByKey({ Id: inspect.Id, Config: base }));
  return new Map(
    valuesByKey(inspect).flatMap(([key, text]): [string, FieldChange][] => {
      const old = before.get(key);
      if (old === undefined) return [[key, { kind: "new" }]];
      return old === text ? [] : [[key, { kind: "changed", before: old }]];
    }),
  );
}

/** The text of each value; the parts of a health check have one key, and so one text. */
function valuesByKey(inspect: Inspect): [string, string][] {
  const texts = new Map<string, string>();
  for (const { fields } of inspectSections({ Id: inspect.Id, Config: inspect.Config })) {
    for (const { values, path } of fields) {
      if (path[0] !== "Config") continue;
      for (const { key, text } of values) texts.set(key, texts.has(key) ? `${texts.get(key)}\n${text}` : text);
    }
  }
  return [...texts];
}
