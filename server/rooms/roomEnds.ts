import { ProblemError } from "#contract/problemError.ts";
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
  /** Rooms whose learners' builds and containers were stopped. */
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
    this.#work = this.#work
      .then(() => this.#doDue())
      .catch((error: unknown) => {
        this.#onFailure(error);
        return this.#book.now() + AGAIN;
      })
      .then((next) => this.#wait(next));
    return this.#work;
  }

  /** Ends a room now. */
  end(room: string): Promise<void> {
    this.#markEnded(room, this.#book.now());
    return this.check();
  }

  /** Removes a room now, with all that was made in it. */
  remove(room: string): Promise<void> {
    this.#book.remove(room);
    return this.check();
  }

  /** Takes a learner out of a room, with all that they made. */
  removeLearner(room: string, id: string): Promise<void> {
    this.#book.removeMember(this.#book.requireMember(room, id));
    return this.check();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** When something is due next. */
  async #doDue(): Promise<number> {
    const { rooms, now, toForget } = this.#book;
    const times = [now() + LONGEST];
    for (const room of rooms.all()) times.push(await this.#doDueOf(room));
    await this.#forgetOwners();
    // What could not be removed now, such as a cache that a running build may use, is tried again soon.
    times.push(Math.max(toForget.next() ?? Number.POSITIVE_INFINITY, now() + AGAIN));
    return Math.min(...times);
  }

  #wait(until: number): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.check(), Math.max(0, until - this.#book.now())).unref();
  }

  /** When the room needs something next. */
  async #doDueOf(room: Room): Promise<number> {
    if (!this.#book.hasEnded(room)) return room.endsAt;
    // Its days count from then, also if the server did not run.
    if (room.endedAt === undefined) this.#markEnded(room.id, room.endsAt);
    const expiry = expiryOf(this.#book.require(room.id));
    if (expiry <= this.#book.now()) this.#book.remove(room.id);
    else await this.#stop(room.id);
    return expiry;
  }

  #markEnded(room: string, at: number): void {
    this.#book.rooms.end(room, at);
    this.#book.classroom(room).end();
  }

  /** Once: nothing can be started in a room that has ended. */
  async #stop(room: string): Promise<void> {
    if (this.#stopped.has(room)) return;
    for (const { owner } of this.#book.members.of(room)) await this.#things.stop(owner).catch(this.#onFailure);
    this.#stopped.add(room);
  }

  async #forgetOwners(): Promise<void> {
    const { toForget, now } = this.#book;
    for (const owner of toForget.due(now())) {
      if (this.#isClosed) return;
      try {
        await this.#things.stop(owner);
        await this.#things.forget(owner);
        toForget.forgotten(owner, now());
      } catch (error) {
        if (!(error instanceof ProblemError)) this.#onFailure(error);
      }
    }
  }
}
