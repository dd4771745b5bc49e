import type { CommandContext } from "../command/commandContext.ts";

/** Ctrl-C this often in a row ends a command that has taken it over. */
const MOST_HANDLED = 3;
/** Time for a command to end after it was asked to, in milliseconds; then it is aborted. */
const GRACE = 3000;
/** Time for a command to end after it was aborted, in milliseconds; then the console goes on without it. */
const PATIENCE = 3000;

/** One line that runs, and how Ctrl-C reaches it. */
export class CommandRun {
  readonly #abort = new AbortController();
  readonly #handlers: (() => void)[] = [];
  readonly #abandoned = Promise.withResolvers<void>();
  #inARow = 0;
  #grace: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Whether it may still write. */
  isOpen = true;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  readonly onInterrupt: CommandContext["onInterrupt"] = (handler) => {
    this.#handlers.push(handler);
    return () => {
      const index = this.#handlers.lastIndexOf(handler);
      if (index !== -1) this.#handlers.splice(index, 1);
    };
  };

  interrupt(): void {
    this.#inARow += 1;
    const handler = this.#handlers.at(-1);
    if (handler !== undefined && this.#inARow < MOST_HANDLED) handler();
    else this.abort();
  }

  /** Asked to end already; it is aborted if it does not. */
  abortLater(): void {
    this.#grace ??= setTimeout(() => this.abort(), GRACE);
  }

  abort(): void {
    this.#abort.abort();
    this.#timer ??= setTimeout(this.#abandoned.resolve, PATIENCE);
  }

  /** What `work` resolves to; undefined if it did not end in time after it was aborted. */
  async finish(work: Promise<number>): Promise<number | undefined> {
    try {
      return await Promise.race([work, this.#abandoned.promise.then(() => undefined)]);
    } finally {
      this.isOpen = false;
      clearTimeout(this.#grace);
      clearTimeout(this.#timer);
      work.catch(() => {});
    }
  }
}
