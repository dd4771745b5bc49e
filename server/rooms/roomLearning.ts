import { problemError } from "#contract/problemError.ts";
import type { MyRoom, MyRoomEvent, Presence } from "#contract/room.ts";
import type { Member } from "#server/identity/member.ts";
import { myRoomEvents, myRoomOf } from "./classEvents.ts";
import { PRESENCE, PresenceTimers } from "./presenceTimers.ts";
import type { RoomBook } from "./roomBook.ts";

/** What learners do in their room. */
export class RoomLearning {
  readonly #book: RoomBook;
  readonly #presence: PresenceTimers;

  constructor(book: RoomBook) {
    this.#book = book;
    this.#presence = new PresenceTimers({
      ...PRESENCE,
      onAway: (id) => {
        const room = book.members.byId(id)?.room;
        if (room !== undefined) book.classroom(room).apply(id, { type: "doing", doing: "away" });
      },
    });
  }

  mine({ room, id }: Member): MyRoom {
    return myRoomOf(this.#book, room, id);
  }

  /** The page counts as open for as long as the events are read. */
  async *events(member: Member, signal: AbortSignal): AsyncGenerator<MyRoomEvent, void> {
    this.#presence.opened(member.id);
    try {
      yield* myRoomEvents(this.#book, member, signal);
    } finally {
      this.#presence.closed(member.id);
    }
  }

  presence({ room, id }: Member, { doing, path, line }: Presence): void {
    this.#presence.heard(id);
    const at = path === undefined ? undefined : { path, ...(line !== undefined && { line }) };
    this.#book.classroom(room).apply(id, { type: "doing", doing, ...(at !== undefined && { at }) });
  }

  hand({ room, id }: Member, raised: boolean): void {
    this.#book.classroom(room).apply(id, { type: "hand", raised });
  }

  /** Answers a teacher who asked to help, or ends the help. */
  help({ room, id }: Member, isAccepted: boolean): void {
    const classroom = this.#book.classroom(room);
    if (isAccepted && classroom.seat(id)?.record.help === undefined) {
      throw problemError("room/role", "No teacher has asked to help.");
    }
    classroom.apply(id, { type: "help", help: isAccepted ? "accepted" : undefined });
  }

  /** Throws `room/not-found` if the learner has no such note. */
  putAway({ room, id }: Member, note: string): void {
    if (!this.#book.notes.putAway(id, note)) throw problemError("room/not-found", "This note was put away already.");
    this.#book.classroom(room).tellLearner(id);
  }

  forget(member: string): void {
    this.#presence.forget(member);
  }

  close(): void {
    this.#presence.close();
  }
}
