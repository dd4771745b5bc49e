import { z } from "zod";
import { checksFileSchema } from "./goalSchema.ts";

/** The JSON schema of checks.yaml, for editors: what `checks.schema.json` holds. */
export function checksJsonSchema(): string {
  const schema = z.toJSONSchema(checksFileSchema, { io: "input", target: "draft-7", reused: "ref" });
  return `${JSON.stringify({ title: "checks.yaml of a Strata lesson", ...schema }, undefined, 2)}\n`;
}
