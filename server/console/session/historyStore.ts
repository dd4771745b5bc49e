import path from "node:path";
import { z } from "zod";
import { openDatabase } from "#server/storage/openDatabase.ts";

/** The lines that were typed in the consoles of each workspace. */
export interface HistoryStore {
  /** The newest first. */
  lines(owner: string, workspace: string): readonly string[];
  add(owner: string, workspace: string, line: string): void;
  clear(owner: string, workspace: string): void;
  /** Removes the lines of all workspaces of an owner. */
  forget(owner: string): void;
  close(): void;
}

const MOST_OF_WORKSPACE = 500;
const MOST_OF_OWNER = 10_000;
const MOST = 200_000;
/** Longer lines are not kept, in characters. */
const MOST_CHARACTERS = 4096;

/** `user_version` of the file. */
const VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS console_lines (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    workspace TEXT NOT NULL,
    line TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS lines_by_workspace ON console_lines (owner, workspace, number);
`;

const rowsSchema = z.array(z.object({ line: z.string() }));

/** Opens or creates `console.db` in a folder. */
export function openHistory(dir: string): HistoryStore {
  const file = path.join(dir, "console.db");
  const db = openDatabase(file, { version: VERSION, migrate: (database) => database.exec(SCHEMA) });
  const list = db.prepare(
    `SELECT line FROM console_lines WHERE owner = ? AND workspace = ? ORDER BY number DESC LIMIT ${MOST_OF_WORKSPACE}`,
  );
  const insert = db.prepare("INSERT INTO console_lines (owner, workspace, line) VALUES (?, ?, ?)");
  const forget = db.prepare(
    `DELETE FROM console_lines WHERE owner = ?1 AND workspace = ?2 AND number <=
     (SELECT number FROM console_lines WHERE owner = ?1 AND workspace = ?2 ORDER BY number DESC LIMIT 1 OFFSET ${MOST_OF_WORKSPACE})`,
  );
  const forgetOfOwner = db.prepare(
    `DELETE FROM console_lines WHERE owner = ?1 AND number <=
     (SELECT number FROM console_lines WHERE owner = ?1 ORDER BY number DESC LIMIT 1 OFFSET ${MOST_OF_OWNER})`,
  );
  const forgetOldest = db.prepare(
    `DELETE FROM console_lines WHERE number <= (SELECT max(number) FROM console_lines) - ${MOST}`,
  );
  const clear = db.prepare("DELETE FROM console_lines WHERE owner = ? AND workspace = ?");
  const forgetOwner = db.prepare("DELETE FROM console_lines WHERE owner = ?");
  return {
    lines: (owner, workspace) => rowsSchema.parse(list.all(owner, workspace)).map(({ line }) => line),
    add(owner, workspace, line) {
      if (line.length > MOST_CHARACTERS) return;
      insert.run(owner, workspace, line);
      forget.run(owner, workspace);
      forgetOfOwner.run(owner);
      forgetOldest.run();
    },
    clear(owner, workspace) {
      clear.run(owner, workspace);
    },
    forget: (owner) => void forgetOwner.run(owner),
    close: () => db.close(),
  };
}
