import { setImmediate } from "node:timers/promises";
import { KeySequence } from "#contract/docker/detachKeys.ts";
import type { RawTerminal } from "../command/commandIo.ts";
import type { LineEditor } from "./lineEditor.ts";
import type { Screen } from "./screen.ts";

/** Keys handed to readline at a time: each may redraw the line, so others get a turn in between. */
const PIECE = 256;
/** Keys that wait for the next prompt, in bytes. */
const MOST_AHEAD = 8 * 1024;
/** Keys that wait for a command with a terminal of its own, in bytes. */
const MOST_RAW = 64 * 1024;
const BELL = Uint8Array.of(7);
const CTRL_C = 0x03;

interface Raw {
  readonly sequence: KeySequence;
  readonly detached: AbortController;
  readonly chunks: Uint8Array[];
  waiting: number;
  changed: PromiseWithResolvers<void>;
  isOpen: boolean;
}

/**
 * Takes keys to where they belong: to the line that is read, to a command with a terminal of its own, or, while another
 * command runs, to the next prompt, but for Ctrl-C.
 */
export class Keyboard {
  readonly #editor: LineEditor;
  readonly #screen: Screen;
  /** Whether something ran. */
  readonly #onInterrupt: () => boolean;
  #ahead: Uint8Array[] = [];
  #raw: Raw | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(editor: LineEditor, screen: Screen, onInterrupt: () => boolean) {
    this.#editor = editor;
    this.#screen = screen;
    this.#onInterrupt = onInterrupt;
  }

  /** Resolves when the keys are taken: send more then. */
  take(bytes: Uint8Array): Promise<void> {
    const taken = this.#last.then(() => this.#take(bytes));
    this.#last = taken.catch(() => {});
    return taken;
  }

  /** A line is read from now on, or a command runs: looks again at the keys that waited. */
  release(): void {
    void this.take(new Uint8Array());
  }

  async #take(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) this.#ahead.push(bytes);
    for (let next = this.#ahead.shift(); next !== undefined; next = this.#ahead.shift()) {
      if (this.#raw !== undefined) await this.#takeRaw(next, this.#raw);
      else if (this.#editor.isReading) await this.#takeLine(next);
      else return this.#keepAhead(next);
    }
  }

  async #takeLine(bytes: Uint8Array): Promise<void> {
    await this.#screen.hasRoom();
    const taken = this.#editor.take(bytes.subarray(0, PIECE));
    if (taken < bytes.length) this.#ahead.unshift(bytes.subarray(taken));
    // The line ends in a later turn, and what follows it belongs to what comes then.
    await setImmediate();
  }

  /** A command runs, or is about to: all but Ctrl-C waits. */
  #keepAhead(first: Uint8Array): void {
    const all = Buffer.concat([first, ...this.#ahead]);
    const interrupt = all.lastIndexOf(CTRL_C);
    const isTaken = interrupt !== -1 && this.#onInterrupt();
    const kept = isTaken ? all.subarray(interrupt + 1) : all;
    this.#ahead = kept.length === 0 ? [] : [kept.subarray(0, MOST_AHEAD)];
    if (kept.length > MOST_AHEAD) void this.#screen.write(BELL);
  }

  async #takeRaw(bytes: Uint8Array, raw: Raw): Promise<void> {
    const { passed, isComplete } = raw.sequence.take(bytes);
    if (passed.length > 0) {
      raw.chunks.push(passed);
      raw.waiting += passed.length;
    }
    if (isComplete) raw.detached.abort();
    this.#signal(raw);
    while (raw.isOpen && raw.waiting > MOST_RAW) await raw.changed.promise;
  }

  #signal(raw: Raw): void {
    raw.changed.resolve();
    raw.changed = Promise.withResolvers();
  }

  /** Forgets what was typed ahead. Gives Ctrl-C to a command with a terminal of its own; returns whether there is one. */
  interrupt(): boolean {
    this.#ahead = [];
    if (this.#raw === undefined) return false;
    this.#raw.chunks.push(Uint8Array.of(CTRL_C));
    this.#raw.waiting += 1;
    this.#signal(this.#raw);
    return true;
  }

  /** Keys go to a command, untouched, until it closes the terminal. */
  openRaw(detachKeys: readonly number[]): Omit<RawTerminal, "write"> {
    const raw: Raw = {
      sequence: new KeySequence(detachKeys),
      detached: new AbortController(),
      chunks: [],
      waiting: 0,
      changed: Promise.withResolvers(),
      isOpen: true,
    };
    this.#raw = raw;
    this.release();
    const close = () => {
      raw.isOpen = false;
      if (this.#raw === raw) this.#raw = undefined;
      this.#signal(raw);
    };
    const signal = () => this.#signal(raw);
    async function* input(): AsyncGenerator<Uint8Array, void> {
      for (;;) {
        const chunk = raw.chunks.shift();
        if (chunk !== undefined) {
          raw.waiting -= chunk.length;
          signal();
          yield chunk;
        } else if (!raw.isOpen) {
          return;
        } else {
          await raw.changed.promise;
        }
      }
    }
    return { input: input(), detached: raw.detached.signal, close };
  }

  /** Takes the keys back from a command. */
  close(): void {
    if (this.#raw === undefined) return;
    this.#raw.isOpen = false;
    this.#signal(this.#raw);
    this.#raw = undefined;
  }
}
