/** Writes docs/checks.md from the checks: `node scripts/writeCheckDocs.ts`. */
import { writeFileSync } from "node:fs";
import { checkDocs } from "./checkDocs.ts";

writeFileSync(new URL("../docs/checks.md", import.meta.url), await checkDocs());
