import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Holds a data folder for this process alone, so that two servers never take each other's builds for leftovers. The
 * lock is SQLite's on a file, which the operating system drops with the process. Undefined where another has it.
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
