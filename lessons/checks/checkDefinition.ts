import type { z } from "zod";
import type { Facts, Need } from "./facts.ts";
import type { Judgment } from "./judgment.ts";

/** One kind of check: how authors write it, what has to be known, and the verdict. */
export interface CheckDefinition<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly needs: (check: z.infer<Schema>) => readonly Need[];
  readonly judge: (check: z.infer<Schema>, facts: Facts) => Judgment;
}

/** Lets TypeScript find the type of the schema. */
export function defineCheck<Schema extends z.ZodType>(definition: CheckDefinition<Schema>): CheckDefinition<Schema> {
  return definition;
}
