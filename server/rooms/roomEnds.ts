import type { Room } from "#contract/room.ts";
import { expiryOf, type RoomBook } from "./roomBook.ts";

/** What else belongs to a learner: files, builds, images, containers… */
export interface OwnerThings {
  /** Stops all that goes on: builds, containers, consoles. */
  stop(owner: string): Promise<void>;
  /** Removes everything. What could not be removed is tried again. */
  forget(owner: string): Promise<void>;
}

/** The longest wait of a timer, and until what failed is tried again, in milliseconds. */
const LONGEST = 3_600_000;
const AGAIN = 60_000;

/** Ends rooms at their time, and removes them with all that was made in them. */
export class RoomEnds {
  readonly #book: RoomBook;
  readonly #things: OwnerThings;
  readonly #onFailure: (error: unknown) => void;
  readonly #stopped = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(book: RoomBook, things: OwnerThings, onFailure: (error: unknown) => void) {
    this.#book = book;
    this.#things = things;
    this.#onFailure = onFailure;
  }

  /** Does what is due, and waits for what is due next. Call when a room was opened or changed. */
  check(): Promise<void> {
    this.#work = this.#work.then(() => this.#doDue()).catch(this.#onFailure);
    return this.#work;
  }

  /** Ends a room now. */
  end(room: string): Promise<void> {
    this.#markEnded(room);
    return this.check();
  }

  /** Removes a room now, with all that was made in it. */
  async remove(room: string): Promise<void> {
    this.#markEnded(room);
    const work = this.#work.then(() => this.#remove(room));
    this.#work = work.catch(() => undefined);
    await work;
  }

  /** Takes a learner out of the room. */
  async removeLearner(room: string, id: string): Promise<void> {
    const { owner } = this.#book.requireMember(room, id);
    this.#book.members.remove(id);
    this.#book.classroom(room).remove(id);
    await this.#things.stop(owner);
    await this.#things.forget(owner);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  async #doDue(): Promise<void> {
    const { rooms, now } = this.#book;
    let next = now() + LONGEST;
    for (const room of rooms.all()) {
      if (this.#isClosed) return;
      const due = await this.#doDueOf(room).catch((error: unknown) => {
        this.#onFailure(error);
        return now() + AGAIN;
      });
      if (due !== undefined) next = Math.min(next, due);
    }
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.check(), Math.max(0, next - now())).unref();
  }

  /** When the room needs something next; undefined if it is gone. */
  async #doDueOf(room: Room): Promise<number | undefined> {
    if (!this.#book.hasEnded(room)) return room.endsAt;
    if (room.endedAt === undefined) this.#markEnded(room.id);
    const expiry = expiryOf(this.#book.require(room.id));
    if (expiry > this.#book.now()) {
      await this.#stop(room.id);
      return expiry;
    }
    await this.#remove(room.id);
    return undefined;
  }

  #markEnded(room: string): void {
    this.#book.rooms.end(room, this.#book.now());
    this.#book.classroom(room).end();
  }

  /** Once: nothing can be started in a room that has ended. */
  async #stop(room: string): Promise<void> {
    if (this.#stopped.has(room)) return;
    for (const { owner } of this.#book.members.of(room)) await this.#things.stop(owner);
    this.#stopped.add(room);
  }

  async #remove(room: string): Promise<void> {
    await this.#stop(room);
    for (const { owner, id } of this.#book.members.of(room)) {
      await this.#things.forget(owner);
      this.#book.members.remove(id);
    }
    this.#book.remove(room);
    this.#stopped.delete(room);
  }
}
