import { ACK, addSequence, MAX_SEGMENT, RST, SYN, type TcpHeader, type TcpSegment } from "./tcpSegment.ts";

/** As announced in our SYN: what `TcpConnection` then scales its windows by. */
export const OUR_WINDOW_SCALE = 7;
/** Shorter than on a real network: what is lost is lost because the guest's interface is not up yet. */
const SYN_RETRY = 50;
const MAX_SYN_RETRIES = 8;
const WINDOW = 0xffff;

export interface TcpOpeningOptions {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly initialSequence: number;
  /** Until then, a guest that refuses is asked again: its program may not listen yet. Not at all if absent. */
  readonly refusedUntil?: number;
  readonly events: {
    send(header: TcpHeader): void;
    /** The guest's SYN, with its acknowledgment of ours. */
    opened(answer: TcpSegment): void;
    /** It was refused for good, or there was no answer. */
    failed(): void;
  };
}

/**
 * The client's half of a TCP handshake with the guest (RFC 9293 §3.5, state SYN-SENT), without a network or a clock of
 * its own. Times in milliseconds.
 */
export class TcpOpening {
  readonly #options: TcpOpeningOptions;
  #tries = 0;
  #triedAt = 0;

  constructor(options: TcpOpeningOptions) {
    this.#options = options;
  }

  /** Sends the SYN. */
  ask(now: number): void {
    this.#tries++;
    this.#triedAt = now;
    const { initialSequence } = this.#options;
    const options = { maxSegment: MAX_SEGMENT, windowScale: OUR_WINDOW_SCALE };
    this.#send({ sequence: initialSequence, acknowledgment: 0, flags: SYN, window: WINDOW, ...options });
  }

  receive(segment: TcpSegment, now: number): void {
    const { initialSequence, events, refusedUntil = 0 } = this.#options;
    if ((segment.flags & ACK) === 0) return;
    const isOurs = segment.acknowledgment === addSequence(initialSequence, 1);
    if ((segment.flags & RST) !== 0) {
      if (!isOurs) return;
      // The next tick asks again, and counts anew what is lost.
      if (now < refusedUntil) this.#tries = 0;
      else events.failed();
    } else if (!isOurs) {
      this.#send({ sequence: segment.acknowledgment, acknowledgment: 0, flags: RST, window: 0 });
    } else if ((segment.flags & SYN) !== 0) events.opened(segment);
  }

  tick(now: number): void {
    if (now - this.#triedAt < SYN_RETRY * 2 ** (this.#tries - 1)) return;
    if (this.#tries > MAX_SYN_RETRIES) this.#options.events.failed();
    else this.ask(now);
  }

  #send(header: Omit<TcpHeader, "sourcePort" | "destinationPort">): void {
    const { sourcePort, destinationPort, events } = this.#options;
    events.send({ sourcePort, destinationPort, ...header });
  }
}
