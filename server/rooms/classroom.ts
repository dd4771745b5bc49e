import type { Learner } from "#contract/room.ts";
import type { MemberRow } from "#server/identity/memberStore.ts";
import { applyToRecord } from "./applyToRecord.ts";
import { Feed } from "./feed.ts";
import type { LearnerEvent } from "./learnerEvent.ts";
import { handPlaces, learnerOf } from "./learnerOf.ts";
import { afterRestart, type LearnerRecord, newRecord } from "./learnerRecord.ts";
import type { RecordStore } from "./recordStore.ts";
import type { Board } from "./roomStore.ts";
import { SharedTexts } from "./together/sharedTexts.ts";

/** Names of what changes, beside the IDs of members. */
export const LOOK = "look";
export const TIMER = "timer";
export const MESSAGE = "message";
export const ENDED = "ended";

interface Seat {
  readonly member: MemberRow;
  readonly record: LearnerRecord;
}

/** What goes on in one room, in memory; records are kept on disk as they change. */
export class Classroom {
  readonly #seats = new Map<string, Seat>();
  /** What is edited together, by learner. */
  readonly texts = new SharedTexts();
  readonly #teachers = new Set<Feed>();
  /** By member. */
  readonly #learners = new Map<string, Set<Feed>>();
  readonly #records: RecordStore;
  readonly #now: () => number;
  board: Board;

  constructor(members: readonly MemberRow[], board: Board, records: RecordStore, now: () => number) {
    this.#records = records;
    this.#now = now;
    this.board = board;
    for (const member of members) {
      const record = records.read(member.id) ?? newRecord(member.joinedAt);
      this.#seats.set(member.id, { member, record: afterRestart(record, now()) });
    }
  }

  get size(): number {
    return this.#seats.size;
  }

  has(member: string): boolean {
    return this.#seats.has(member);
  }

  seat(member: string): Seat | undefined {
    return this.#seats.get(member);
  }

  seats(): readonly Seat[] {
    return [...this.#seats.values()];
  }

  learner(member: string): Learner | undefined {
    const seat = this.#seats.get(member);
    return seat === undefined ? undefined : learnerOf(seat.member, seat.record);
  }

  learners(): Learner[] {
    return this.seats().map(({ member, record }) => learnerOf(member, record));
  }

  handPlaces(): Map<string, number> {
    return handPlaces(this.seats().map(({ member, record }) => [member.id, record] as const));
  }

  add(member: MemberRow): void {
    this.#put({ member, record: newRecord(this.#now()) });
  }

  update(member: MemberRow): void {
    const seat = this.#seats.get(member.id);
    if (seat !== undefined) this.#put({ ...seat, member });
    this.tellLearner(member.id);
  }

  remove(member: string): void {
    this.#seats.delete(member);
    this.texts.end(member);
    this.#tellTeachers(member);
    for (const feed of this.#learners.get(member) ?? []) feed.changed(ENDED);
  }

  /** Something happened to a learner. */
  apply(member: string, event: LearnerEvent): void {
    const seat = this.#seats.get(member);
    if (seat === undefined) return;
    const record = applyToRecord(seat.record, event, this.#now());
    if (record === seat.record) return;
    this.#put({ member: seat.member, record });
    if (record.help !== "accepted") this.texts.end(member);
    // A hand that goes down moves all behind it.
    if (event.type === "hand") for (const id of this.handPlaces().keys()) this.tellLearner(id);
    if (event.type === "hand" || event.type === "help") this.tellLearner(member);
  }

  show(board: Board, what: string): Board {
    this.board = board;
    this.#tellTeachers(what);
    for (const id of this.#seats.keys()) this.tellLearner(id);
    return this.board;
  }

  tellLearner(member: string): void {
    for (const feed of this.#learners.get(member) ?? []) feed.changed(member);
  }

  /** Everybody hears of the end, and nothing after it. */
  end(): void {
    this.texts.close();
    for (const feed of this.#teachers) feed.changed(ENDED);
    for (const feeds of this.#learners.values()) for (const feed of feeds) feed.changed(ENDED);
  }

  /** Changes for a teacher: IDs of members and the names above. */
  listen(): { readonly feed: Feed; readonly stop: () => void } {
    const feed = new Feed();
    this.#teachers.add(feed);
    return { feed, stop: () => void this.#teachers.delete(feed) };
  }

  listenAs(member: string): { readonly feed: Feed; readonly stop: () => void } {
    const feed = new Feed();
    const feeds = this.#learners.get(member) ?? new Set();
    this.#learners.set(member, feeds.add(feed));
    const stop = () => {
      feeds.delete(feed);
      if (feeds.size === 0) this.#learners.delete(member);
    };
    return { feed, stop };
  }

  #put(seat: Seat): void {
    this.#seats.set(seat.member.id, seat);
    this.#records.write(seat.member.id, seat.record);
    this.#tellTeachers(seat.member.id);
  }

  #tellTeachers(what: string): void {
    for (const feed of this.#teachers) feed.changed(what);
  }
}
