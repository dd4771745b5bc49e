interface OneNull {
  /** `config.Env.0` */
  readonly place: string;
  readonly json: unknown;
}

/** For tests: a JSON value with a null in place of one of its values, once for each of them. */
export function withOneNull(value: unknown): OneNull[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const at = (json: unknown) => put(value, key, json);
    const deeper = withOneNull(inner).map(({ place, json }) => ({ place: `${key}.${place}`, json: at(json) }));
    return [{ place: key, json: at(null) }, ...deeper];
  });
}

function put(value: object, key: string, inner: unknown): unknown {
  if (Array.isArray(value)) return value.with(Number(key), inner);
  return { ...value, [key]: inner };
}
