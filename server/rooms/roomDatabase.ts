import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { MEMBERS } from "#server/identity/memberStore.ts";
import { openDatabase } from "#server/storage/openDatabase.ts";

/** `user_version` of the file: what a later version migrates from. */
const VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rooms (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    ended_at INTEGER,
    teachers_word TEXT NOT NULL,
    content TEXT,
    board TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS room_teachers (
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    PRIMARY KEY (room, owner)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS rooms_by_teacher ON room_teachers (owner);
  ${MEMBERS}
  CREATE TABLE IF NOT EXISTS room_records (
    member TEXT PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    record TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS room_sends (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    sender TEXT NOT NULL,
    what TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sends_by_room ON room_sends (room, number);
  CREATE TABLE IF NOT EXISTS room_deliveries (
    member TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    send TEXT NOT NULL REFERENCES room_sends (id) ON DELETE CASCADE,
    PRIMARY KEY (member, send)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS deliveries_by_send ON room_deliveries (send);
  CREATE TABLE IF NOT EXISTS owners_to_forget (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL UNIQUE,
    forgotten_at INTEGER
  ) STRICT;
`;

/** Opens or creates `rooms.db` in a folder. What is deleted is overwritten: names of people are in it. */
export function openRoomDatabase(dir: string): DatabaseSync {
  return openDatabase(path.join(dir, "rooms.db"), {
    version: VERSION,
    migrate: (db) => db.exec(SCHEMA),
    secureDelete: true,
  });
}
