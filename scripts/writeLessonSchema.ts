/** Writes lessons/checks/checks.schema.json from the checks: `node scripts/writeLessonSchema.ts`. */
import { writeFileSync } from "node:fs";
import { checksJsonSchema } from "../lessons/checks/checksJsonSchema.ts";

writeFileSync(new URL("../lessons/checks/checks.schema.json", import.meta.url), checksJsonSchema());
