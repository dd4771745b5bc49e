import type { ChannelSender, Piece } from "./channels.ts";

/** Everyone who sees the output of one command. The slowest sets the pace. */
export class OutputFan {
  readonly #senders = new Set<ChannelSender>();

  get size(): number {
    return this.#senders.size;
  }

  add(sender: ChannelSender): void {
    this.#senders.add(sender);
    void sender.stopped.then(() => this.#senders.delete(sender));
  }

  async send(piece: Piece): Promise<void> {
    if (this.#senders.size > 0) await Promise.all([...this.#senders].map((sender) => sender.send(piece)));
  }

  end(): void {
    for (const sender of [...this.#senders]) sender.end();
  }
}
