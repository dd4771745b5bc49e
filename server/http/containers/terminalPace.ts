import { UNREAD_BYTES } from "#contract/terminal.ts";

/** Lets output wait until the client has read what was sent: a page draws slower than a command prints. */
export class TerminalPace {
  #unread = 0;
  #room = Promise.withResolvers<void>();

  /** Counts what is sent; resolves once there is room for more. */
  async sent(bytes: number): Promise<void> {
    this.#unread += bytes;
    while (this.#unread > UNREAD_BYTES) await this.#room.promise;
  }

  read(bytes: number): void {
    this.#unread = Math.max(0, this.#unread - bytes);
    this.#wake();
  }

  /** The client is gone: nothing waits for it. */
  end(): void {
    this.#unread = Number.NEGATIVE_INFINITY;
    this.#wake();
  }

  #wake(): void {
    this.#room.resolve();
    this.#room = Promise.withResolvers();
  }
}
