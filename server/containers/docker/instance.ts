import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";

const ID = /^[0-9a-f]{16}$/;

/** Tells the containers of this data folder from those of others on the same engine. */
export function instanceOf(dataDir: string): string {
  const file = join(dataDir, "docker-instance");
  const known = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : "";
  if (ID.test(known)) return known;
  const made = randomBytes(8).toString("hex");
  fs.writeFileSync(file, `${made}\n`, { flush: true });
  return made;
}
