import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Blobs, MAX_BLOBS } from "./foundBlobs.ts";

/** As rpm makes it. Anything else, such as a view or a computed column, could run for as long as its author likes. */
const TABLE =
  /^CREATE TABLE (?:IF NOT EXISTS )?['"]?Packages['"]? ?\(\s*hnum INTEGER PRIMARY KEY(?: AUTOINCREMENT)?,\s*blob BLOB(?: NOT NULL)?\s*\)$/;

/** The headers in an `rpmdb.sqlite`, read from a copy. `log`: what is written and not yet in the database. */
export function sqliteBlobs(database: Uint8Array, log: Uint8Array | undefined): Blobs {
  const dir = mkdtempSync(join(tmpdir(), "strata-rpm-"));
  try {
    const path = join(dir, "rpmdb.sqlite");
    writeFileSync(path, database);
    if (log !== undefined && log.length > 0) writeFileSync(`${path}-wal`, log);
    return readCopy(path, database.length + (log?.length ?? 0));
  } catch (error) {
    if (isSqliteError(error)) return "damaged";
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readCopy(path: string, bytes: number): Blobs {
  let left = bytes;
  const db = new DatabaseSync(path, { readOnly: true, allowExtension: false });
  try {
    db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
    const table = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'Packages' AND type = 'table'").get();
    if (typeof table?.sql !== "string" || !TABLE.test(table.sql)) return "damaged";
    const blobs: Uint8Array[] = [];
    for (const { blob } of db.prepare(`SELECT blob FROM Packages LIMIT ${MAX_BLOBS}`).iterate()) {
      if (!(blob instanceof Uint8Array)) continue;
      left -= blob.length;
      // Rows that share the pages of their bytes are a lie.
      if (left < 0) return "damaged";
      blobs.push(blob);
    }
    return blobs;
  } finally {
    db.close();
  }
}

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}
