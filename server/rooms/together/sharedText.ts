import { randomUUID } from "node:crypto";
import { MAX_TEXT_FRAME, type SharedTextMessage, TEXT_CLOSE, type Typist } from "#contract/sharedText.ts";
import { FrameRate } from "./frameRate.ts";
import {
  askFrame,
  type CaretNews,
  caretFrame,
  missingFrame,
  readFrame,
  type TextFrame,
  updateFrame,
} from "./textFrame.ts";
import { UpdateLog } from "./updateLog.ts";

/** The page of somebody who edits, as the server reaches it. */
export interface TextPage {
  send(frame: Uint8Array): void;
  tell(message: SharedTextMessage): void;
  close(code: number, reason: string): void;
  /** Bytes that wait to be sent to it. */
  readonly waiting: number;
}

export type Person = Pick<Typist, "name" | "role">;

/** Somebody's place at a shared text. */
export interface Seat {
  /** What their page sent. */
  take(frame: Uint8Array): void;
  /** Their page is gone. */
  leave(): void;
}

interface Guest {
  readonly person: Person;
  readonly page: TextPage;
  readonly rate: FrameRate;
  caret?: CaretNews;
}

const MOST_TEACHERS = 4;
/** Bytes that may wait for a page that reads slowly: it can get all it lacks later. */
const MOST_WAITING = 8_000_000;
/** WebSocket close codes after which a page connects again. */
const AGAIN = 1012;
const TOO_SLOW = 1013;

/** The text of one learner's files while others may edit it: passes on what pages send, and keeps it for those who come. */
export class SharedText {
  #session = randomUUID();
  #log = new UpdateLog();
  readonly #guests = new Set<Guest>();

  join(person: Person, page: TextPage): Seat {
    if (person.role === "learner")
      this.#close(({ role }) => role === "learner", TEXT_CLOSE.replaced, "opened elsewhere");
    const guest: Guest = { person, page, rate: new FrameRate() };
    const teachers = [...this.#guests].filter(({ person: { role } }) => role === "teacher").length;
    if (person.role === "teacher" && teachers >= MOST_TEACHERS) {
      page.close(TEXT_CLOSE.full, `${MOST_TEACHERS} teachers are here already`);
      return { take: () => {}, leave: () => {} };
    }
    this.#guests.add(guest);
    page.tell({ type: "session", session: this.#session });
    page.send(askFrame(this.#log.stateVector()));
    for (const { caret } of this.#guests) if (caret) page.send(caretFrame(caret));
    this.#tellPeople();
    return { take: (frame) => this.#take(guest, frame), leave: () => this.#leave(guest) };
  }

  /** Everybody leaves. */
  end(): void {
    this.#close(() => true, TEXT_CLOSE.ended, "the help is over");
  }

  #take(guest: Guest, bytes: Uint8Array): void {
    if (!this.#guests.has(guest)) return;
    if (bytes.length > MAX_TEXT_FRAME || !guest.rate.take(bytes.length)) {
      this.#refuse(guest, "too much at once");
      return;
    }
    try {
      this.#answer(guest, readFrame(bytes));
    } catch {
      this.#refuse(guest, "not a frame of a shared text");
    }
  }

  #answer(guest: Guest, frame: TextFrame): void {
    if (frame.kind === "ask") this.#send(guest, missingFrame(this.#log.missing(frame.stateVector)));
    else if (frame.kind === "caret") this.#moveCaret(guest, frame.news);
    else this.#update(guest, frame.update);
  }

  #update(guest: Guest, update: Uint8Array): void {
    this.#log.add(update);
    for (const other of this.#others(guest)) this.#send(other, updateFrame(update));
    // The learner's page has all the text, and brings it to a new session.
    if (this.#log.isFull) this.#startAgain();
  }

  /** A page speaks for itself only: with another's number it could move, or remove, their caret. */
  #moveCaret(guest: Guest, news: CaretNews): void {
    const isTaken = this.#others(guest).some(({ caret }) => caret?.client === news.client);
    if (isTaken || (guest.caret !== undefined && guest.caret.client !== news.client)) {
      this.#refuse(guest, "another page's caret");
      return;
    }
    const isFirst = guest.caret === undefined;
    guest.caret = news;
    for (const other of this.#others(guest)) this.#send(other, caretFrame(news));
    if (isFirst) this.#tellPeople();
  }

  #startAgain(): void {
    this.#session = randomUUID();
    this.#log = new UpdateLog();
    this.#close(() => true, AGAIN, "the text is sent anew");
  }

  #leave(guest: Guest): void {
    if (!this.#guests.delete(guest)) return;
    const { caret } = guest;
    if (caret) {
      const gone = caretFrame({ client: caret.client, clock: caret.clock + 1, caret: undefined });
      for (const other of this.#guests) this.#send(other, gone);
    }
    this.#tellPeople();
  }

  #send(guest: Guest, frame: Uint8Array): void {
    guest.page.send(frame);
    if (guest.page.waiting <= MOST_WAITING) return;
    guest.page.close(TOO_SLOW, "the page reads too slowly");
    this.#leave(guest);
  }

  #refuse(guest: Guest, reason: string): void {
    guest.page.close(TEXT_CLOSE.refused, reason);
    this.#leave(guest);
  }

  #close(isMeant: (person: Person) => boolean, code: number, reason: string): void {
    const meant = [...this.#guests].filter(({ person }) => isMeant(person));
    for (const guest of meant) {
      guest.page.close(code, reason);
      this.#leave(guest);
    }
  }

  #tellPeople(): void {
    const people = [...this.#guests].map(
      ({ person, caret }): Typist => ({ ...person, ...(caret && { client: caret.client }) }),
    );
    for (const { page } of this.#guests) page.tell({ type: "people", people });
  }

  #others(guest: Guest): readonly Guest[] {
    return [...this.#guests].filter((other) => other !== guest);
  }
}
