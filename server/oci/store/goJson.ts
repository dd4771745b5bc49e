/** Go's value for a null in a map or a list, by the key of the map or list in configurations and manifests. */
const ZEROS = {
  map: new Map<string, unknown>([
    ["Labels", ""],
    ["annotations", ""],
    ["ExposedPorts", {}],
    ["Volumes", {}],
  ]),
  list: new Map<string, unknown>([
    ...["Env", "Entrypoint", "Cmd", "Shell", "OnBuild", "Test", "urls"].map((key) => [key, ""] as const),
    ["history", {}],
  ]),
};

/**
 * JSON as Go's encoding/json reads it into its structures: a null field counts as absent. Image tools other than
 * Docker write nulls for whatever they don't set.
 */
export function withoutNulls(value: unknown): unknown {
  return read(value, "");
}

/** `key` is the name of the field that has the value; "" if it is in a map or a list. */
function read(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (item === null ? (ZEROS.list.get(key) ?? null) : read(item, "")));
  }
  if (typeof value !== "object" || value === null) return value;
  const zero = ZEROS.map.get(key);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]: [string, unknown]): [string, unknown][] => {
      if (field !== null) return [[name, read(field, zero === undefined ? name : "")]];
      return zero === undefined ? [] : [[name, zero]];
    }),
  );
}
