import { problemError } from "#contract/problemError.ts";
import type { Look, Me, ResultRow, Room, RoomChanges, RoomSettings, RoomTimer, SendTo, Sent } from "#contract/room.ts";
import type { MemberRow } from "#server/identity/memberStore.ts";
import { type Classroom, LOOK, MESSAGE, TIMER } from "./classroom.ts";
import { isAt } from "./learnerOf.ts";
import { newPhrase } from "./phrase.ts";
import { resultRow } from "./results.ts";
import type { RoomBook } from "./roomBook.ts";
import type { Board } from "./roomStore.ts";

/** Rooms on one server, open or kept. */
const MOST_ROOMS = 100;

/** What teachers do in their rooms; that a request is a teacher's is known by then. */
export class RoomTeaching {
  readonly #book: RoomBook;

  constructor(book: RoomBook) {
    this.#book = book;
  }

  /** Opens a room. `content`: what learners start with, if that is a copy of a workspace. */
  open(teacher: string, settings: RoomSettings, content: string | undefined): Room {
    const { rooms, now } = this.#book;
    if (rooms.all().length >= MOST_ROOMS) {
      throw problemError("request/too-many", `This server has ${MOST_ROOMS} rooms already.`, {
        next: "End rooms that are over, or keep them for fewer days.",
      });
    }
    if (settings.endsAt <= now()) throw endsInThePast();
    return rooms.add({ settings, teacher, teachersWord: newPhrase(), content, at: now() });
  }

  change(id: string, changes: RoomChanges): Room {
    const { rooms, now } = this.#book;
    const { id: _, code: __, openedAt: ___, endedAt: ____, ...settings } = this.#book.requireOpen(id);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const changed: RoomSettings = { ...settings, ...given };
    if (changed.endsAt <= now()) throw endsInThePast();
    rooms.change(id, changed);
    const classroom = this.#book.classroom(id);
    for (const { member } of classroom.seats()) classroom.tellLearner(member.id);
    return this.#book.require(id);
  }

  /** A teacher's open rooms, the newest first, and where their learners are asked to look. */
  openRoomsOf(owner: string): NonNullable<Me["teaches"]> {
    const { rooms } = this.#book;
    const open = rooms.taughtBy(owner).filter((room) => !this.#book.hasEnded(room));
    return open.map(({ id, name }) => {
      const { look } = rooms.board(id);
      return { room: id, name, ...(look && { look }) };
    });
  }

  look(id: string, look: Look | undefined): void {
    this.#show(id, LOOK, ({ look: _, ...rest }) => (look ? { ...rest, look } : rest));
  }

  timer(id: string, timer: RoomTimer | undefined): void {
    this.#show(id, TIMER, ({ timer: _, ...rest }) => (timer ? { ...rest, timer } : rest));
  }

  /** What the projector shows, beside the timer. */
  message(id: string, message: string | undefined): void {
    this.#show(id, MESSAGE, ({ message: _, ...rest }) => (message === undefined ? rest : { ...rest, message }));
  }

  /** The learners that something is for. Throws `room/ended`. */
  receivers(id: string, to: SendTo): MemberRow[] {
    return membersOf(this.#openClassroom(id), to);
  }

  send(id: string, members: readonly MemberRow[], what: Sent): void {
    if (members.length === 0) return;
    const classroom = this.#openClassroom(id);
    const { name } = this.#book.require(id);
    const ids = members.map((member) => member.id).filter((member) => classroom.has(member));
    this.#book.notes.send(id, ids, { at: this.#book.now(), from: name, what });
    for (const member of ids) classroom.tellLearner(member);
  }

  lowerHand(id: string, member: string): void {
    this.#book.requireMember(id, member);
    this.#openClassroom(id).apply(member, { type: "hand", raised: false });
  }

  /** Asks to help, or ends it. */
  help(id: string, member: string, isAsked: boolean): void {
    this.#book.requireMember(id, member);
    const classroom = this.#openClassroom(id);
    const help = classroom.seat(member)?.record.help;
    if (isAsked && help !== undefined) return;
    classroom.apply(member, { type: "help", help: isAsked ? "asked" : undefined });
  }

  wordOf(id: string, member: string): string {
    return this.#book.members.word(this.#book.requireMember(id, member).id);
  }

  teachersWord(id: string): string {
    return this.#book.rooms.teachersWord(this.#book.require(id).id);
  }

  results(id: string): { readonly room: Room; readonly learners: ResultRow[] } {
    const learners = this.#book.classroom(id).seats();
    return { room: this.#book.require(id), learners: learners.map(({ member, record }) => resultRow(member, record)) };
  }

  #show(id: string, what: string, change: (board: Board) => Board): void {
    const classroom = this.#openClassroom(id);
    this.#book.rooms.setBoard(id, classroom.show(change(classroom.board), what));
  }

  #openClassroom(id: string): Classroom {
    return this.#book.classroom(this.#book.requireOpen(id).id);
  }
}

function membersOf(classroom: Classroom, to: SendTo): MemberRow[] {
  const seats = classroom.seats();
  if (to === "all") return seats.map(({ member }) => member);
  const isMeant =
    "members" in to
      ? ({ member }: (typeof seats)[number]) => to.members.includes(member.id)
      : ({ record }: (typeof seats)[number]) => isAt(record, to.goal);
  return seats.filter(isMeant).map(({ member }) => member);
}

function endsInThePast() {
  return problemError("request/invalid", "The end of the room is not in the future.", { next: "Choose a later end." });
}
