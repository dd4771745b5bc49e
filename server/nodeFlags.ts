import { readFileSync } from "node:fs";
import { z } from "zod";

/** What Node starts the server with. It is JSON, so that the oldest Node that starts Strata can read it too. */
export const NODE_FLAGS: readonly string[] = z
  .array(z.string())
  .parse(JSON.parse(readFileSync(new URL("nodeFlags.json", import.meta.url), "utf8")));
