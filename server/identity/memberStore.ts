import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { newToken, tokenHash } from "./token.ts";

/** Of a learner: a name they typed, and random values. */
export interface MemberRow {
  readonly id: string;
  readonly room: string;
  readonly name: string;
  readonly owner: string;
  readonly joinedAt: number;
  /** Absent until it was made. */
  readonly workspace: string | undefined;
}

export interface MemberStore {
  /** The token is in no table: only the browser has it. */
  add(room: string, name: string, word: string, at: number): { readonly member: MemberRow; readonly token: string };
  byToken(token: string): MemberRow | undefined;
  byId(id: string): MemberRow | undefined;
  byOwner(owner: string): MemberRow | undefined;
  byWorkspace(workspace: string): MemberRow | undefined;
  /** In the order of joining. */
  of(room: string): readonly MemberRow[];
  /** The word that brings a member back. */
  word(id: string): string;
  /** A member comes back with another browser: the token of the former one and the word are no longer valid. */
  renew(id: string, word: string): string;
  setWorkspace(id: string, workspace: string): void;
  remove(id: string): void;
}

export const MEMBERS = `
  CREATE TABLE IF NOT EXISTS members (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    owner TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    word TEXT NOT NULL,
    workspace TEXT,
    joined_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS members_by_workspace ON members (workspace);
  CREATE INDEX IF NOT EXISTS members_by_room ON members (room, number);
`;

const COLUMNS = "id, room, name, owner, workspace, joined_at AS joinedAt";

/** The members in a database that has the table {@link MEMBERS}. */
export function openMembers(db: DatabaseSync): MemberStore {
  const insert = db.prepare(
    "INSERT INTO members (id, room, name, owner, token_hash, word, joined_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const byHash = db.prepare(`SELECT ${COLUMNS} FROM members WHERE token_hash = ?`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM members WHERE id = ?`);
  const byOwner = db.prepare(`SELECT ${COLUMNS} FROM members WHERE owner = ?`);
  const byWorkspace = db.prepare(`SELECT ${COLUMNS} FROM members WHERE workspace = ?`);
  const ofRoom = db.prepare(`SELECT ${COLUMNS} FROM members WHERE room = ? ORDER BY number`);
  const word = db.prepare("SELECT word FROM members WHERE id = ?");
  const renew = db.prepare("UPDATE members SET token_hash = ?, word = ? WHERE id = ?");
  const setWorkspace = db.prepare("UPDATE members SET workspace = ? WHERE id = ?");
  const remove = db.prepare("DELETE FROM members WHERE id = ?");
  return {
    add(room, name, phrase, joinedAt) {
      const id = randomBytes(15).toString("base64url");
      const owner = newToken();
      const token = newToken();
      insert.run(id, room, name, owner, tokenHash(token), phrase, joinedAt);
      return { member: { id, room, name, owner, joinedAt, workspace: undefined }, token };
    },
    byToken: (token) => memberIn(byHash.get(tokenHash(token))),
    byId: (id) => memberIn(byId.get(id)),
    byOwner: (owner) => memberIn(byOwner.get(owner)),
    byWorkspace: (workspace) => memberIn(byWorkspace.get(workspace)),
    of: (room) => ofRoom.all(room).flatMap((row) => memberIn(row) ?? []),
    word: (id) => String(word.get(id)?.word ?? ""),
    renew(id, phrase) {
      const token = newToken();
      renew.run(tokenHash(token), phrase, id);
      return token;
    },
    setWorkspace: (id, workspace) => void setWorkspace.run(workspace, id),
    remove: (id) => void remove.run(id),
  };
}

function memberIn(row: Record<string, SQLOutputValue> | undefined): MemberRow | undefined {
  if (row === undefined) return undefined;
  const { id, room, name, owner, workspace, joinedAt } = row;
  return {
    id: String(id),
    room: String(room),
    name: String(name),
    owner: String(owner),
    joinedAt: Number(joinedAt),
    workspace: workspace === null ? undefined : String(workspace),
  };
}
