import type { DatabaseSync } from "node:sqlite";

/** A later version of Strata wrote a file of the data folder; the message is for the operator. */
export class NewerDataError extends Error {
  constructor(path: string) {
    super(
      `${path} was written by a newer version of Strata. Start that version, or restore a backup from before the upgrade.`,
    );
    this.name = "NewerDataError";
  }
}

/** The `user_version` of a database, 0 for a new one. Throws a {@link NewerDataError} if it is above `newest`. */
export function schemaVersion(database: DatabaseSync, newest: number): number {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (version > newest) throw new NewerDataError(database.location() ?? "");
  return version;
}

/** Notes that a database has this schema; writes nothing if that is known, because processes share files. */
export function setSchemaVersion(database: DatabaseSync, version: number): void {
  if (schemaVersion(database, version) < version) database.exec(`PRAGMA user_version = ${version}`);
}
