import { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./inTransaction.ts";
import { schemaVersion, setSchemaVersion } from "./schemaVersion.ts";

export interface DatabaseOptions {
  /** `user_version` of the file: what a later version migrates from. */
  readonly version: number;
  /** Creates what is missing. `from` is the version of the file, 0 for a new one. Called at each opening, in a transaction. */
  readonly migrate: (database: DatabaseSync, from: number) => void;
  /** `FULL`: what was saved also survives a power failure; `NORMAL`, much faster, may lose the last commits then. */
  readonly synchronous?: "FULL" | "NORMAL";
  /** What is deleted is overwritten: nobody finds it in the file afterward. */
  readonly secureDelete?: boolean;
}

/** How long another process may hold the write lock, milliseconds. */
const PATIENCE_MS = 10_000;

/** Opens or creates a database of the data folder, which several processes may share. Throws NewerDataError, or on I/O errors. */
export function openDatabase(
  path: string,
  { version, migrate, synchronous = "NORMAL", secureDelete = false }: DatabaseOptions,
): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: PATIENCE_MS });
  schemaVersion(database, version);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${synchronous};
    PRAGMA secure_delete = ${secureDelete ? "ON" : "OFF"};
    PRAGMA journal_size_limit = 8000000;
  `);
  inTransaction(database, () => {
    migrate(database, schemaVersion(database, version));
    setSchemaVersion(database, version);
  });
  return database;
}
