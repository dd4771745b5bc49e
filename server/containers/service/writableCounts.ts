import type { WritableLayer } from "#contract/container.ts";
import { PacedCount } from "../pacedCount.ts";
import type { ContainerBook } from "./containerBook.ts";
import type { ContainerRecord } from "./containerRecord.ts";

/** Keeps the numbers of writable layers in the records of their containers. */
export class WritableCounts {
  readonly #book: ContainerBook;
  readonly #count: (record: ContainerRecord) => Promise<WritableLayer>;
  readonly #paced = new Map<string, PacedCount<WritableLayer>>();

  constructor(book: ContainerBook, count: (record: ContainerRecord) => Promise<WritableLayer>) {
    this.#book = book;
    this.#count = count;
  }

  /** Not more often than a count may cost. */
  refresh(record: ContainerRecord): void {
    const { id } = record.container;
    const paced = this.#paced.get(id) ?? new PacedCount(() => this.#count(record));
    this.#paced.set(id, paced);
    void paced.get().then(
      (writable) => this.#keep(id, writable),
      () => undefined,
    );
  }

  forget(id: string): void {
    this.#paced.delete(id);
  }

  #keep(id: string, writable: WritableLayer): void {
    const known = this.#book.get(id)?.container.writable;
    if (known === undefined || isDifferent(known, writable)) this.#book.change(id, { writable });
  }
}

function isDifferent(a: WritableLayer, b: WritableLayer): boolean {
  return a.bytes !== b.bytes || a.added !== b.added || a.changed !== b.changed || a.deleted !== b.deleted;
}
