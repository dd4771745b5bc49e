import { z } from "zod";
import { type Filters, invalidFilter } from "#contract/docker/filters.ts";
import { parseJson } from "#contract/parseJson.ts";
import type { EngineCall } from "./engineCall.ts";

/** The newest clients send lists; older ones, objects with `true` for each value. */
const filtersSchema = z.record(z.string(), z.union([z.array(z.string()), z.record(z.string(), z.boolean())]));

/** The filters of a request. Throws a ProblemError (request/invalid) for one that is not known. */
export function filtersOf({ query }: EngineCall, known: readonly string[]): Filters {
  const text = query.get("filters");
  if (text === null || text === "") return new Map();
  const parsed = filtersSchema.safeParse(parseJson(text));
  if (!parsed.success) throw invalidFilter("invalid filter");
  const filters = Object.entries(parsed.data).map(([name, values]): [string, readonly string[]] => {
    if (!known.includes(name)) throw invalidFilter(`invalid filter '${name}'`);
    return [name, Array.isArray(values) ? values : Object.keys(values)];
  });
  return new Map(filters);
}
