import type { DatabaseSync } from "node:sqlite";
import { storeError } from "./storeFullError.ts";

/** Runs `work` as one transaction that takes the write lock first. Throws StoreFullError if the disk is full. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite rolls back on its own if the disk is full.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw storeError(error);
  }
}
