import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Package } from "./packageList.ts";
import { readRpmHeader } from "./rpmHeader.ts";

const MAX_PACKAGES = 50_000;
/** As rpm makes it. Anything else, such as a view or a computed column, could run for as long as its author likes. */
const TABLE =
  /^CREATE TABLE (?:IF NOT EXISTS )?['"]?Packages['"]? ?\(\s*hnum INTEGER PRIMARY KEY(?: AUTOINCREMENT)?,\s*blob BLOB(?: NOT NULL)?\s*\)$/;

export interface RpmFiles {
  readonly database: Uint8Array;
  /** What is written and not yet in the database. */
  readonly log?: Uint8Array | undefined;
}

/** The packages of an `rpmdb.sqlite`, read from a copy. Undefined if it is not one. */
export function readRpmDatabase({ database, log }: RpmFiles): Package[] | undefined {
  const dir = mkdtempSync(join(tmpdir(), "strata-rpm-"));
  try {
    const path = join(dir, "rpmdb.sqlite");
    writeFileSync(path, database);
    if (log !== undefined && log.length > 0) writeFileSync(`${path}-wal`, log);
    return readCopy(path);
  } catch (error) {
    if (isSqliteError(error)) return undefined;
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readCopy(path: string): Package[] | undefined {
  const db = new DatabaseSync(path, { readOnly: true, allowExtension: false });
  try {
    db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
    const table = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'Packages' AND type = 'table'").get();
    if (typeof table?.sql !== "string" || !TABLE.test(table.sql)) return undefined;
    const packages: Package[] = [];
    for (const { blob } of db.prepare(`SELECT blob FROM Packages LIMIT ${MAX_PACKAGES}`).iterate()) {
      const found = blob instanceof Uint8Array ? readRpmHeader(blob) : undefined;
      if (found !== undefined) packages.push(found);
    }
    return packages;
  } finally {
    db.close();
  }
}

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}
