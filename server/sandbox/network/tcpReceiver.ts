import { addSequence, MAX_SEGMENT, sequenceDistance } from "./tcpSegment.ts";

/** The result of a segment: bytes in order, and whether the guest has sent everything. */
export interface Received {
  readonly data: readonly Buffer[];
  readonly ended: boolean;
  /** Whether the sender should learn at once that something is missing. */
  readonly gap: boolean;
}

const NOTHING: Received = { data: [], ended: false, gap: false };
const MAX_HELD = 64;

interface Piece {
  readonly sequence: number;
  readonly payload: Buffer;
  readonly fin: boolean;
}

/** The receiving half of a connection: orders segments and computes how much more may arrive. */
export class TcpReceiver {
  readonly #windowScale: number;
  #next: number;
  /** The end of the window as announced to the guest; never moved back (RFC 9293 §3.8.6). */
  #edge: number;
  #ended = false;
  /** Segments after a gap, in order. Bounded: the guest retransmits what does not fit. */
  #held: Piece[] = [];

  constructor(next: number, window: number, windowScale: number) {
    this.#next = next;
    this.#edge = addSequence(next, window);
    this.#windowScale = windowScale;
  }

  get next(): number {
    return this.#next;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get #window(): number {
    return Math.max(sequenceDistance(this.#edge, this.#next), 0);
  }

  /** The window field for `free` bytes of room; moves the edge. */
  advertise(free: number): number {
    const step = 2 ** this.#windowScale;
    const units = Math.min(Math.floor(Math.max(free, this.#window) / step), 0xffff);
    const edge = addSequence(this.#next, units * step);
    if (sequenceDistance(edge, this.#edge) > 0) this.#edge = edge;
    return Math.min(Math.ceil(this.#window / step), 0xffff);
  }

  /** Whether the guest sees a (nearly) closed window although there is room again. */
  worthTelling(free: number): boolean {
    return this.#window < MAX_SEGMENT && free - this.#window >= MAX_SEGMENT;
  }

  inWindow(sequence: number): boolean {
    const distance = sequenceDistance(sequence, this.#next);
    return distance >= 0 && distance <= this.#window;
  }

  accept(sequence: number, payload: Buffer, fin: boolean): Received {
    if (this.#ended || (payload.length === 0 && !fin)) return NOTHING;
    const ahead = sequenceDistance(sequence, this.#next);
    if (ahead > 0) return this.#hold({ sequence, payload, fin }, ahead);
    const data: Buffer[] = [];
    this.#take({ sequence, payload, fin }, data);
    while (this.#held[0] && sequenceDistance(this.#held[0].sequence, this.#next) <= 0) {
      const piece = this.#held.shift();
      if (piece) this.#take(piece, data);
    }
    return { data, ended: this.#ended, gap: false };
  }

  #take({ sequence, payload, fin }: Piece, data: Buffer[]): void {
    const seen = -sequenceDistance(sequence, this.#next);
    const room = this.#window;
    const fresh = payload.subarray(Math.min(seen, payload.length), seen + room);
    const whole = seen + fresh.length >= payload.length;
    if (fresh.length > 0) data.push(fresh);
    this.#next = addSequence(this.#next, fresh.length);
    if (!fin || !whole || seen > payload.length) return;
    this.#next = addSequence(this.#next, 1);
    this.#ended = true;
    this.#held = [];
  }

  #hold(piece: Piece, ahead: number): Received {
    const fits = ahead + piece.payload.length <= this.#window && this.#held.length < MAX_HELD;
    const known = this.#held.some((held) => held.sequence === piece.sequence);
    if (fits && !known) {
      this.#held.push(piece);
      this.#held.sort((a, b) => sequenceDistance(a.sequence, b.sequence));
    }
    return { data: [], ended: false, gap: true };
  }
}
