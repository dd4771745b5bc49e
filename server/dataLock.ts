import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Locks a data folder for this process, so that two servers never treat each other's builds as abandoned. It is
 * SQLite's lock on a file, which the operating system releases with the process. Undefined if another process has it.
 */
export function lockData(dir: string): { release(): void } | undefined {
  const db = new DatabaseSync(path.join(dir, "lock.db"), { timeout: 3000 });
  try {
    db.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    // SQLITE_BUSY
    if (error instanceof Error && "errcode" in error && error.errcode === 5) return undefined;
    throw error;
  }
  return { release: () => db.close() };
}
