import type { DatabaseSync } from "node:sqlite";

/** Gives another text after each change to a database: by this connection, or by any other of any process. */
export function databaseChanges(database: DatabaseSync): () => string {
  const others = database.prepare("PRAGMA data_version");
  const own = database.prepare("SELECT total_changes() AS changes");
  return () => `${others.get()?.data_version} ${own.get()?.changes}`;
}
