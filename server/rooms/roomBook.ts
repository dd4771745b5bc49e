import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { Room } from "#contract/room.ts";
import type { Member, MemberFinder } from "#server/identity/member.ts";
import { type MemberRow, type MemberStore, openMembers } from "#server/identity/memberStore.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { Classroom } from "./classroom.ts";
import { type NoteStore, openNotes } from "./noteStore.ts";
import { type OwnersToForget, openOwnersToForget } from "./ownersToForget.ts";
import { openRecords, type RecordStore } from "./recordStore.ts";
import { openRoomDatabase } from "./roomDatabase.ts";
import { openRooms, type RoomStore } from "./roomStore.ts";

const DAY = 86_400_000;

/** Everything of a room is removed at this time. */
export const expiryOf = ({ endedAt, endsAt, keepDays }: Room): number => (endedAt ?? endsAt) + keepDays * DAY;

/** The rooms and who is in them: on disk, and what goes on in memory. */
export class RoomBook implements MemberFinder {
  readonly rooms: RoomStore;
  readonly members: MemberStore;
  readonly notes: NoteStore;
  readonly toForget: OwnersToForget;
  readonly now: () => number;
  readonly #records: RecordStore;
  readonly #classrooms = new Map<string, Classroom>();
  readonly #inTransaction: (work: () => void) => void;
  readonly #closeDatabase: () => void;

  constructor(dir: string, now: () => number) {
    const db = openRoomDatabase(dir);
    this.rooms = openRooms(db);
    this.members = openMembers(db);
    this.notes = openNotes(db);
    this.#records = openRecords(db);
    this.toForget = openOwnersToForget(db);
    this.#inTransaction = (work) => inTransaction(db, work);
    this.now = now;
    this.#closeDatabase = () => db.close();
  }

  /** Throws `room/not-found`. */
  require(id: string): Room {
    const room = this.rooms.find(id);
    if (room === undefined) throw roomNotFound();
    return room;
  }

  /** Throws `room/not-found` and `room/ended`. */
  requireOpen(id: string): Room {
    const room = this.require(id);
    if (this.hasEnded(room)) throw endedProblem(room);
    return room;
  }

  hasEnded({ endedAt, endsAt }: Room): boolean {
    return endedAt !== undefined || endsAt <= this.now();
  }

  /** Throws `room/not-found`, also for a member of another room. */
  requireMember(room: string, id: string): MemberRow {
    const member = this.members.byId(id);
    if (member?.room !== room) throw problemError("room/not-found", "The room has no such learner.");
    return member;
  }

  classroom(room: string): Classroom {
    const known = this.#classrooms.get(room);
    if (known !== undefined) return known;
    const opened = new Classroom(this.members.of(room), this.rooms.board(room), this.#records, this.now);
    this.#classrooms.set(room, opened);
    return opened;
  }

  byToken(token: string): Member | undefined {
    return this.#toMember(this.members.byToken(token));
  }

  byId(id: string): Member | undefined {
    return this.#toMember(this.members.byId(id));
  }

  teaches(owner: string, room: string): boolean {
    return this.rooms.teaches(owner, room);
  }

  /** Removes the room with all who are in it: what they made is to be removed next. */
  remove(room: string): void {
    this.#classrooms.get(room)?.end();
    this.#classrooms.delete(room);
    this.#inTransaction(() => {
      for (const { owner } of this.members.of(room)) this.toForget.add(owner);
      this.rooms.remove(room);
    });
  }

  /** The same for one member. */
  removeMember({ id, room, owner }: MemberRow): void {
    this.#inTransaction(() => {
      this.toForget.add(owner);
      this.members.remove(id);
    });
    this.classroom(room).remove(id);
  }

  close(): void {
    this.#closeDatabase();
  }

  #toMember(row: MemberRow | undefined): Member | undefined {
    const room = row === undefined ? undefined : this.rooms.find(row.room);
    if (row === undefined || room === undefined) return undefined;
    const { id, name, owner } = row;
    return { id, room: room.id, name, owner, hasEnded: this.hasEnded(room), expiresAt: expiryOf(room) };
  }
}

function endedProblem({ name }: Room): ProblemError {
  return problemError("room/ended", `The room ${name} has ended.`, { next: "Join another room, or open a new one." });
}

function roomNotFound(): ProblemError {
  return problemError("room/not-found", "This room does not exist, or is not yours.");
}
