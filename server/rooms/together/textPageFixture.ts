import { randomBytes } from "node:crypto";
import * as Y from "yjs";
import type { SharedTextMessage, Typist } from "#contract/sharedText.ts";
import type { Person, Seat, TextPage } from "./sharedText.ts";
import { askFrame, type CaretNews, caretFrame, missingFrame, readFrame, updateFrame } from "./textFrame.ts";

/** For tests: a page with a document of its own, as the browser's does it. */
export class TestPage implements TextPage {
  readonly doc = new Y.Doc();
  session: string | undefined;
  people: readonly Typist[] = [];
  readonly carets = new Map<number, CaretNews>();
  closed: { readonly code: number; readonly reason: string } | undefined;
  waiting = 0;
  seat: Seat | undefined;
  #toTake: Uint8Array[] = [];

  constructor() {
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "server") this.seat?.take(updateFrame(update));
    });
  }

  /** Connects, perhaps again. */
  sit(join: (page: TextPage) => Seat): this {
    this.closed = undefined;
    this.seat = undefined;
    this.seat = join(this);
    for (const frame of this.#toTake.splice(0)) this.#receive(frame);
    this.seat.take(askFrame(Y.encodeStateVector(this.doc)));
    return this;
  }

  get text(): Y.Text {
    return this.doc.getText("file");
  }

  moveCaret(clock: number, client = this.doc.clientID): void {
    this.seat?.take(caretFrame({ client, clock, caret: {} }));
  }

  send(frame: Uint8Array): void {
    if (this.seat) this.#receive(frame);
    else this.#toTake.push(frame);
  }

  tell(message: SharedTextMessage): void {
    if (message.type === "session") this.session = message.session;
    else this.people = message.people;
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }

  #receive(bytes: Uint8Array): void {
    const frame = readFrame(bytes);
    if (frame.kind === "update") Y.applyUpdate(this.doc, frame.update, "server");
    else if (frame.kind === "ask") {
      this.seat?.take(missingFrame(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
    } else if (frame.news.caret) this.carets.set(frame.news.client, frame.news);
    else this.carets.delete(frame.news.client);
  }
}

export const ANA: Person = { name: "Ana", role: "learner" };
export const TEACHER: Person = { name: "Teacher", role: "teacher" };

export const garbage = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
