/** Maps by their keys in configurations and manifests, with what Go makes of a null in one. */
const MAP_VALUES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["Labels", ""],
  ["annotations", ""],
  ["ExposedPorts", {}],
  ["Volumes", {}],
]);

/**
 * JSON as Go's encoding/json reads it into its structures: a null field is one that isn't there. Image makers other than
 * Docker write nulls for whatever they don't set.
 */
export function withoutNulls(value: unknown): unknown {
  return read(value, undefined);
}

/** `inMap` is what a null becomes in the map that `value` is; undefined where it is no map. */
function read(value: unknown, inMap: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => read(item, undefined));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]: [string, unknown]): [string, unknown][] => {
      if (field !== null) return [[key, read(field, inMap === undefined ? MAP_VALUES.get(key) : undefined)]];
      return inMap === undefined ? [] : [[key, inMap]];
    }),
  );
}
