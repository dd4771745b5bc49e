import { z } from "zod";
import type { EngineCall } from "./engineCall.ts";
import { EngineError } from "./engineError.ts";

/** The newest clients send lists; older ones, objects with `true` for each value. */
const filtersSchema = z.record(z.string(), z.union([z.array(z.string()), z.record(z.string(), z.boolean())]));

/** `--filter`: each name with its values. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/** The filters of a request. Throws an EngineError for one that is not known. */
export function filtersOf({ query }: EngineCall, known: readonly string[]): Filters {
  const text = query.get("filters");
  if (text === null || text === "") return new Map();
  const parsed = filtersSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new EngineError(400, "invalid filter");
  const filters = Object.entries(parsed.data).map(([name, values]): [string, readonly string[]] => {
    if (!known.includes(name)) throw new EngineError(400, `invalid filter '${name}'`);
    return [name, Array.isArray(values) ? values : Object.keys(values)];
  });
  return new Map(filters);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether one of a filter's values matches; true without the filter. */
export function matchesAny(filters: Filters, name: string, test: (value: string) => boolean): boolean {
  return filters.get(name)?.some(test) ?? true;
}

/** `label=key` and `label=key=value`: all of them. `label!` excludes. */
export function matchesLabels(filters: Filters, labels: Readonly<Record<string, string>>): boolean {
  const has = (wanted: string) => {
    const [key = "", ...value] = wanted.split("=");
    return key in labels && (value.length === 0 || labels[key] === value.join("="));
  };
  return (filters.get("label") ?? []).every(has) && !(filters.get("label!") ?? []).some(has);
}

/** A filter's flag. Throws an EngineError if it is neither true nor false. */
export function flagOf(filters: Filters, name: string): boolean | undefined {
  const value = filters.get(name)?.[0]?.toLowerCase();
  if (value === undefined) return undefined;
  if (["1", "true", "t"].includes(value)) return true;
  if (["0", "false", "f"].includes(value)) return false;
  throw new EngineError(400, `invalid filter '${name}=[${value}]'`);
}
