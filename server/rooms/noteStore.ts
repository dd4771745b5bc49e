import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "#contract/names/digest.ts";
import { type RoomNote, type Sent, sentSchema } from "#contract/room.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";

/** Sent things that are kept of a room; the oldest are forgotten. */
const MOST_OF_ROOM = 200;
/** Notes that a learner has at a time. */
const MOST_OF_MEMBER = 20;

export interface NoteStore {
  /** Gives it to these members. */
  send(room: string, members: readonly string[], note: { at: number; from: string; what: Sent }): void;
  /** What a member has not put away, the oldest first. */
  of(member: string): RoomNote[];
  /** False if the member does not have it. */
  putAway(member: string, note: string): boolean;
  /** The blobs of files that were sent. */
  blobs(): Iterable<Digest>;
}

export function openNotes(db: DatabaseSync): NoteStore {
  const insert = db.prepare("INSERT INTO room_sends (id, room, at, sender, what) VALUES (?, ?, ?, ?, ?)");
  const deliver = db.prepare("INSERT INTO room_deliveries (member, send) VALUES (?, ?)");
  const prune = db.prepare(
    `DELETE FROM room_sends WHERE room = ?1 AND number <=
     (SELECT number FROM room_sends WHERE room = ?1 ORDER BY number DESC LIMIT 1 OFFSET ${MOST_OF_ROOM})`,
  );
  const pruneUnread = db.prepare(
    "DELETE FROM room_sends WHERE room = ? AND id NOT IN (SELECT send FROM room_deliveries)",
  );
  const select = db.prepare(
    `SELECT id, at, sender, what FROM room_sends JOIN room_deliveries ON send = id WHERE member = ?
     ORDER BY number DESC LIMIT ${MOST_OF_MEMBER}`,
  );
  const putAway = db.prepare("DELETE FROM room_deliveries WHERE member = ? AND send = ?");
  const withFiles = db.prepare("SELECT what FROM room_sends WHERE what ->> '$.kind' = 'files'");
  return {
    send(room, members, { at, from, what }) {
      const id = randomBytes(9).toString("base64url");
      inTransaction(db, () => {
        pruneUnread.run(room);
        insert.run(id, room, at, from, JSON.stringify(what));
        for (const member of members) deliver.run(member, id);
        prune.run(room);
      });
    },
    of: (member) =>
      select
        .all(member)
        .map(({ id, at, sender, what }) => ({
          id: String(id),
          at: Number(at),
          from: String(sender),
          what: sentIn(what),
        }))
        .reverse(),
    putAway: (member, note) => putAway.run(member, note).changes > 0,
    *blobs() {
      for (const { what } of withFiles.all()) yield* blobsOf(sentIn(what));
    },
  };
}

const sentIn = (json: unknown): Sent => sentSchema.parse(JSON.parse(String(json)));

/** The blobs that what is sent refers to. */
export function blobsOf(what: Sent): Digest[] {
  return what.kind === "files" ? what.files.flatMap(({ blob }) => blob ?? []) : [];
}
