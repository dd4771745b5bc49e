import * as Y from "yjs";

/** Bytes of all that was typed in one session. */
export const MAX_LOG_BYTES = 4_000_000;
/** Updates that are merged at once, and their bytes. */
const MERGED_TOGETHER = 100;
const MERGED_BYTES = 64_000;

const EMPTY = Y.encodeStateAsUpdate(new Y.Doc());

/**
 * The updates of a shared document, merged but never applied: the work is linear in their bytes, whatever is in them.
 * A document made of hostile updates could keep the server busy for minutes.
 */
export class UpdateLog {
  #merged: Uint8Array = EMPTY;
  #recent: Uint8Array[] = [];
  #recentBytes = 0;

  /** Throws if it is not an update. */
  add(update: Uint8Array): void {
    // Reads every struct in it.
    Y.mergeUpdates([update, EMPTY]);
    // A copy: a small frame may be a view of a large buffer.
    this.#recent.push(update.slice());
    this.#recentBytes += update.length;
    if (this.#recent.length >= MERGED_TOGETHER || this.#recentBytes >= MERGED_BYTES) this.#merge();
  }

  get isFull(): boolean {
    return this.#merged.length + this.#recentBytes > MAX_LOG_BYTES;
  }

  /** What a document with this state lacks. Throws if it is not a state vector. */
  missing(stateVector: Uint8Array): Uint8Array {
    return Y.diffUpdate(this.#merge(), stateVector);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVectorFromUpdate(this.#merge());
  }

  #merge(): Uint8Array {
    if (this.#recent.length > 0) this.#merged = Y.mergeUpdates([this.#merged, ...this.#recent]);
    this.#recent = [];
    this.#recentBytes = 0;
    return this.#merged;
  }
}
