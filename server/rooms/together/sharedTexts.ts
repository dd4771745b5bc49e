import { type Person, type Seat, SharedText, type TextPage } from "./sharedText.ts";

/** The shared texts of all learners who are helped. Who may come is for the caller to know. */
export class SharedTexts {
  readonly #texts = new Map<string, SharedText>();

  /** A place at the text of a learner's files. */
  join(learner: string, person: Person, page: TextPage): Seat {
    const text = this.#texts.get(learner) ?? new SharedText();
    this.#texts.set(learner, text);
    return text.join(person, page);
  }

  /** The help is over: everybody leaves, and nothing is kept. */
  end(learner: string): void {
    this.#texts.get(learner)?.end();
    this.#texts.delete(learner);
  }

  close(): void {
    for (const learner of [...this.#texts.keys()]) this.end(learner);
  }
}
