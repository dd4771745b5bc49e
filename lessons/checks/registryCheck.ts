import { z } from "zod";
import { parseReference } from "#contract/names/reference.ts";
import { defineCheck } from "./checkDefinition.ts";
import { failed, PASSED } from "./judgment.ts";

/** What was pushed to Strata's own registry. */
export const registryCheck = defineCheck({
  schema: z.strictObject({
    has: z
      .string()
      .refine((name) => parseReference(name).ok, "Not the name of an image.")
      .describe("A name with its registry, such as localhost/web:1."),
  }),
  needs: ({ has }) => [{ kind: "registry", reference: has }],
  judge({ has }, { registry }) {
    return registry.has(has) ? PASSED : failed(`The registry has no ${has}.`, `The registry has ${has}.`);
  },
});
