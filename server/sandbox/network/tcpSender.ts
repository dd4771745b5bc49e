import { RoundTrip } from "./roundTrip.ts";
import { SendBuffer } from "./sendBuffer.ts";
import { ACK, addSequence, FIN, PSH, sequenceDistance } from "./tcpSegment.ts";

/** A segment to be sent: `length` bytes of the send buffer from `offset`. */
export interface SendPlan {
  readonly sequence: number;
  readonly flags: number;
  readonly offset: number;
  readonly length: number;
}

const MAX_TIMEOUTS = 10;
const MAX_PROBE_INTERVAL = 5_000;
const DUPLICATES = 3;

/**
 * The sending half of a connection: unacknowledged data, the window, and retransmission. Go-back-N
 * after a timeout, fast retransmit with NewReno's partial acknowledgments (RFC 6582), zero-window probes. There is no
 * congestion control: the other end is on the same machine, and only its buffers can overflow. Times in milliseconds.
 */
export class TcpSender {
  readonly buffer = new SendBuffer();
  readonly #maxSegment: number;
  readonly #windowScale: number;
  readonly #roundTrip = new RoundTrip();
  /** Sequence number of the first unacknowledged byte. All offsets below count from it. */
  #unacknowledged: number;
  #next = 0;
  #highest = 0;
  #window: number;
  #limit = Number.POSITIVE_INFINITY;
  #closing = false;
  #finAcknowledged = false;
  #deadline: number | undefined;
  #timeouts = 0;
  #duplicates = 0;
  #recoverUntil: number | undefined;
  #timed: { sequence: number; at: number } | undefined;

  constructor(first: number, options: { maxSegment: number; windowScale: number; window: number }) {
    this.#unacknowledged = first;
    this.#maxSegment = options.maxSegment;
    this.#windowScale = options.windowScale;
    this.#window = options.window;
  }

  get nextSequence(): number {
    return addSequence(this.#unacknowledged, this.#next);
  }

  /** Whether everything and the FIN after it has been acknowledged. */
  get finished(): boolean {
    return this.#finAcknowledged;
  }

  get gaveUp(): boolean {
    return this.#timeouts > MAX_TIMEOUTS;
  }

  get #total(): number {
    return this.buffer.length + (this.#closing && !this.#finAcknowledged ? 1 : 0);
  }

  /** A FIN follows the data in the buffer. */
  close(): void {
    this.#closing = true;
  }

  /** False for an acknowledgment of unsent data. */
  acknowledge(acknowledgment: number, window: number, bare: boolean, now: number): boolean {
    const bytes = sequenceDistance(acknowledgment, this.#unacknowledged);
    if (bytes > this.#highest) return false;
    if (bytes < 0) return true;
    const scaled = window * 2 ** this.#windowScale;
    const repeated = bytes === 0 && bare && scaled === this.#window && this.#next > 0;
    // The timer of a closed window's probes ends with it.
    if (this.#window === 0 && scaled > 0 && this.#next === 0) this.#deadline = undefined;
    this.#window = scaled;
    if (bytes > 0) this.#advance(acknowledgment, bytes, now);
    else if (repeated && ++this.#duplicates === DUPLICATES)
      this.#recoverUntil = addSequence(acknowledgment, this.#highest);
    return true;
  }

  #advance(acknowledgment: number, bytes: number, now: number): void {
    const data = Math.min(bytes, this.buffer.length);
    if (bytes > data) this.#finAcknowledged = true;
    this.buffer.drop(data);
    this.#unacknowledged = acknowledgment;
    this.#next = Math.max(this.#next - bytes, 0);
    this.#highest -= bytes;
    this.#limit += bytes;
    this.#timeouts = 0;
    this.#duplicates = 0;
    if (this.#timed && sequenceDistance(acknowledgment, this.#timed.sequence) >= 0) {
      this.#roundTrip.measured(now - this.#timed.at);
      this.#timed = undefined;
    }
    this.#deadline = this.#next > 0 ? now + this.#roundTrip.timeout : undefined;
    const recovered = this.#recoverUntil !== undefined && sequenceDistance(acknowledgment, this.#recoverUntil) >= 0;
    if (recovered) this.#recoverUntil = undefined;
  }

  /** The next segment that may be sent now, counted as sent; undefined if there is none. */
  next(now: number): SendPlan | undefined {
    return this.#resend() ?? this.#fresh(now);
  }

  /** The first unacknowledged segment again: on the third duplicate, and for each partial acknowledgment after it. */
  #resend(): SendPlan | undefined {
    const due = this.#recoverUntil !== undefined && (this.#duplicates === DUPLICATES || this.#duplicates === 0);
    if (!due || this.#next === 0) return undefined;
    this.#duplicates = DUPLICATES + 1;
    this.#timed = undefined;
    return this.#plan(0, Math.min(this.#maxSegment, this.buffer.length, this.#next));
  }

  #fresh(now: number): SendPlan | undefined {
    const usable = Math.min(this.#window, this.#limit) - this.#next;
    if (this.#next >= this.#total) return undefined;
    if (usable <= 0) {
      if (this.#next === 0) this.#deadline ??= now + this.#roundTrip.timeout;
      return undefined;
    }
    const waiting = this.buffer.length - this.#next;
    const length = Math.max(Math.min(waiting, this.#maxSegment, usable), 0);
    // Silly window avoidance (RFC 9293 §3.8.6.2.1): a small remainder of the window waits for the next acknowledgment.
    if (length < waiting && length < this.#maxSegment && this.#next > 0) return undefined;
    const isNew = this.#next + length >= this.#highest;
    const plan = this.#plan(this.#next, length);
    this.#next += length + ((plan.flags & FIN) !== 0 ? 1 : 0);
    if (isNew) this.#timed ??= { sequence: this.nextSequence, at: now };
    this.#deadline ??= now + this.#roundTrip.timeout;
    return plan;
  }

  /** Call periodically; returns true if something must be resent (or probed) now: `next` then returns it. */
  timedOut(now: number): SendPlan | undefined {
    if (this.#deadline === undefined || now < this.#deadline) return undefined;
    if (this.#total === 0) {
      this.#deadline = undefined;
      return undefined;
    }
    this.#roundTrip.backOff();
    this.#timed = undefined;
    if (this.#window === 0) return this.#probe(now);
    this.#deadline = now + this.#roundTrip.timeout;
    this.#timeouts++;
    this.#next = 0;
    this.#limit = this.#maxSegment;
    this.#recoverUntil = undefined;
    return this.#fresh(now);
  }

  /** One byte beyond the closed window: its acknowledgment shows whether the window has opened (RFC 9293 §3.8.6.1). */
  #probe(now: number): SendPlan {
    this.#deadline = now + Math.min(this.#roundTrip.timeout, MAX_PROBE_INTERVAL);
    return this.#plan(0, Math.min(this.buffer.length, 1));
  }

  #plan(offset: number, length: number): SendPlan {
    const last = offset + length === this.buffer.length;
    const fin = last && this.#closing && !this.#finAcknowledged;
    const flags = ACK | (last && length > 0 ? PSH : 0) | (fin ? FIN : 0);
    this.#highest = Math.max(this.#highest, offset + length + (fin ? 1 : 0));
    return { sequence: addSequence(this.#unacknowledged, offset), flags, offset, length };
  }
}
