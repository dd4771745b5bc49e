import { join } from "node:path";
import { openDatabase } from "#server/storage/openDatabase.ts";
import { type ContainerRecord, containerRecordSchema } from "./containerRecord.ts";

/** The records of all containers on disk. */
export interface ContainerStore {
  /** In the order they were created. */
  load(): ContainerRecord[];
  put(record: ContainerRecord): void;
  delete(id: string): void;
  close(): void;
}

/** `user_version` of the file. */
const VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS containers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
  ) STRICT;
`;

/** Opens (or makes) `containers.db` in a folder. */
export function openContainerStore(dir: string): ContainerStore {
  const path = join(dir, "containers.db");
  const db = openDatabase(path, { version: VERSION, migrate: (database) => database.exec(SCHEMA) });
  const select = db.prepare("SELECT record FROM containers ORDER BY number");
  const put = db.prepare(
    "INSERT INTO containers (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
  );
  const remove = db.prepare("DELETE FROM containers WHERE id = ?");
  return {
    load: () => select.all().map(({ record }) => containerRecordSchema.parse(JSON.parse(String(record)))),
    put: (record) => void put.run(record.container.id, JSON.stringify(record)),
    delete: (id) => void remove.run(id),
    close: () => db.close(),
  };
}
