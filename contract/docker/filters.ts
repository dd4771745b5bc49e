import { problemError } from "../problemError.ts";

/** `--filter`: each name with its values. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/** Groups filters by name. Throws a ProblemError (request/invalid) for a name the command does not know. */
export function readFilters(given: readonly string[], known: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const text of given) {
    const at = text.indexOf("=");
    if (at === -1) {
      throw invalidFilter(
        `invalid argument ${JSON.stringify(text)} for "-f, --filter" flag: bad format of filter (expected name=value)`,
      );
    }
    const name = text.slice(0, at).trim().toLowerCase();
    if (!known.includes(name)) throw invalidFilter(`invalid filter '${name}'`);
    filters.set(name, [...(filters.get(name) ?? []), text.slice(at + 1).trim()]);
  }
  return filters;
}

export function invalidFilter(detail: string): Error {
  return problemError("request/invalid", detail);
}

/** Whether one of a filter's values matches; true without the filter. */
export function matchesAny(filters: Filters, name: string, test: (value: string) => boolean): boolean {
  return filters.get(name)?.some(test) ?? true;
}

/** `label=key` and `label=key=value`: all of them. `label!` excludes. */
export function matchesLabels(filters: Filters, labels: Readonly<Record<string, string>>): boolean {
  const has = (wanted: string): boolean => {
    const [key = "", ...value] = wanted.split("=");
    return Object.hasOwn(labels, key) && (value.length === 0 || labels[key] === value.join("="));
  };
  return (filters.get("label") ?? []).every(has) && !(filters.get("label!") ?? []).some(has);
}

/** A filter that is true or false. Throws a ProblemError (request/invalid). */
export function flagFilter(filters: Filters, name: string): boolean | undefined {
  const value = filters.get(name)?.[0];
  if (value === undefined) return undefined;
  if (["1", "true", "t"].includes(value.toLowerCase())) return true;
  if (["0", "false", "f"].includes(value.toLowerCase())) return false;
  throw invalidFilter(`invalid filter '${name}=[${value}]'`);
}
