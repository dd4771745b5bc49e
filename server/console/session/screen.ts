import type { ConsoleMessage } from "#contract/console.ts";

/** The client's end of a console. */
export interface ConsoleClient {
  /** Calls back when the bytes have left. */
  send(bytes: Uint8Array, sent: () => void): void;
  tell(message: ConsoleMessage): void;
  close(): void;
}

/** Bytes on their way to the client after which writers wait. */
const MOST_WAITING = 256 * 1024;
/** Bytes that a client that comes back gets again. */
const REPLAY = 64 * 1024;

/** Device attributes and status, modes, and colors: a terminal's answers would be typed into what runs. */
const QUERIES = /\x1b\[[?>=]?[0-9;]*(?:[nc]|\$p)|\x1b\][0-9;]*\?(?:\x07|\x1b\\)/g;

/** What a console prints: to its client, while it has one, and kept for the next. */
export class Screen {
  readonly #replay: Uint8Array[] = [];
  #kept = 0;
  /** Something was dropped from its start. */
  #isCut = false;
  #client: ConsoleClient | undefined;
  #waiting = 0;
  #room = Promise.withResolvers<void>();
  #isLineStart = true;
  #isEnding = false;

  /** Whether the cursor is at the start of a line. */
  get isLineStart(): boolean {
    return this.#isLineStart;
  }

  get client(): ConsoleClient | undefined {
    return this.#client;
  }

  /** Shows what was printed last to a new client; undefined leaves it without one. */
  show(client: ConsoleClient | undefined): void {
    this.#client = client;
    this.#waiting = 0;
    this.#makeRoom();
    if (client !== undefined && this.#kept > 0) this.#send(this.#again());
  }

  /** What was printed last, from the start of a line, without what a terminal would answer a second time. */
  #again(): Uint8Array {
    const text = Buffer.concat(this.#replay).toString("latin1");
    const whole = this.#isCut ? text.slice(text.indexOf("\n") + 1) : text;
    return Buffer.from(whole.replaceAll(QUERIES, ""), "latin1");
  }

  tell(message: ConsoleMessage): void {
    this.#client?.tell(message);
  }

  /** Bytes for a terminal, as they are. Resolves when the client can take more; at once if there is none. */
  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.#remember(bytes);
    this.#isLineStart = bytes.at(-1) === 0x0a;
    this.#send(bytes);
    await this.hasRoom();
  }

  /** Resolves when the client can take more; at once if there is none. */
  async hasRoom(): Promise<void> {
    while (this.#waiting > MOST_WAITING && !this.#isEnding) await this.#room.promise;
  }

  /** From now on nobody waits for a slow client: the console ends. */
  stopWaiting(): void {
    this.#isEnding = true;
    this.#makeRoom();
  }

  #send(bytes: Uint8Array): void {
    const client = this.#client;
    if (client === undefined) return;
    this.#waiting += bytes.length;
    client.send(bytes, () => {
      if (client !== this.#client) return;
      this.#waiting -= bytes.length;
      if (this.#waiting <= MOST_WAITING) this.#makeRoom();
    });
  }

  #makeRoom(): void {
    this.#room.resolve();
    this.#room = Promise.withResolvers();
  }

  #remember(bytes: Uint8Array): void {
    // A copy: the bytes may be a view of a larger buffer, or be reused.
    const kept = Uint8Array.from(bytes.subarray(-REPLAY));
    this.#replay.push(kept);
    this.#kept += kept.length;
    this.#isCut ||= kept.length < bytes.length;
    while (this.#kept - (this.#replay[0]?.length ?? 0) >= REPLAY) {
      this.#kept -= this.#replay.shift()?.length ?? 0;
      this.#isCut = true;
    }
  }
}
