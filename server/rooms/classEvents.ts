import type { ClassEvent, MyRoom, MyRoomEvent } from "#contract/room.ts";
import { type Classroom, ENDED, LOOK, MESSAGE, TIMER } from "./classroom.ts";
import type { RoomBook } from "./roomBook.ts";

/** Everything in the class, then what changes, until the room ends. */
export async function* classEvents(
  book: RoomBook,
  room: string,
  signal: AbortSignal,
): AsyncGenerator<ClassEvent, void> {
  const classroom = book.classroom(room);
  const { feed, stop } = classroom.listen();
  const told = new Map<string, string>();
  try {
    const learners = classroom.learners();
    for (const learner of learners) told.set(learner.id, JSON.stringify(learner));
    yield { type: "class", room: book.require(room), learners, ...classroom.board };
    while (!signal.aborted) {
      for (const what of await feed.take(signal)) {
        if (what === ENDED) return yield { type: "ended" };
        const event = eventOf(classroom, what);
        if (event.type === "learner" && isTold(told, event.learner)) continue;
        yield event;
      }
    }
  } finally {
    stop();
  }
}

function eventOf(classroom: Classroom, what: string): ClassEvent {
  if (what === LOOK) return { type: "look", look: classroom.board.look };
  if (what === TIMER) return { type: "timer", timer: classroom.board.timer };
  if (what === MESSAGE) return { type: "message", message: classroom.board.message };
  const learner = classroom.learner(what);
  return learner === undefined ? { type: "left", member: what } : { type: "learner", learner };
}

function isTold(told: Map<string, string>, learner: { readonly id: string }): boolean {
  const json = JSON.stringify(learner);
  if (told.get(learner.id) === json) return true;
  told.set(learner.id, json);
  return false;
}

/** A learner's own room, whenever something in it changed, until the room ends or they are taken out of it. */
export async function* myRoomEvents(
  book: RoomBook,
  { room, id }: { readonly room: string; readonly id: string },
  signal: AbortSignal,
): AsyncGenerator<MyRoomEvent, void> {
  const { feed, stop } = book.classroom(room).listenAs(id);
  try {
    let told = "";
    while (!signal.aborted) {
      const mine = myRoomOf(book, room, id);
      const json = JSON.stringify(mine);
      if (told !== json) yield { type: "room", mine };
      told = json;
      if ((await feed.take(signal)).includes(ENDED)) {
        return yield { type: "ended", ...(isOpen(book, room) && { removed: true }) };
      }
    }
  } finally {
    stop();
  }
}

function isOpen(book: RoomBook, id: string): boolean {
  const room = book.rooms.find(id);
  return room !== undefined && !book.hasEnded(room);
}

/** Throws `room/not-found`. */
export function myRoomOf(book: RoomBook, roomId: string, member: string): MyRoom {
  const { id, name, start, endsAt, endedAt, keepDays, live, builder } = book.require(roomId);
  const me = book.requireMember(roomId, member);
  const classroom = book.classroom(roomId);
  const place = classroom.handPlaces().get(member);
  const help = classroom.seat(member)?.record.help;
  const { message: _, ...board } = classroom.board;
  return {
    room: {
      id,
      name,
      start,
      endsAt,
      keepDays,
      ...(endedAt !== undefined && { endedAt }),
      ...(live === true && { live }),
      ...(builder !== undefined && { builder }),
    },
    me: { id: me.id, name: me.name },
    ...(me.workspace !== undefined && { workspace: me.workspace }),
    ...(place !== undefined && { hand: place }),
    ...(help !== undefined && { help }),
    ...board,
    notes: book.notes.of(member),
  };
}
