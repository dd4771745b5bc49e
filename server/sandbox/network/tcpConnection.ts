import { OUR_WINDOW_SCALE } from "./tcpOpening.ts";
import { TcpReceiver } from "./tcpReceiver.ts";
import { ACK, addSequence, FIN, MAX_SEGMENT, RST, SYN, type TcpHeader, type TcpSegment } from "./tcpSegment.ts";
import { type SendPlan, TcpSender } from "./tcpSender.ts";

/** RFC 9293 §3.7.1: the default for a peer that does not send one. */
const DEFAULT_SEGMENT = 536;
const SYN_RETRY = 1_000;
const MAX_SYN_RETRIES = 6;

export interface TcpConnectionEvents {
  /** Sends `length` bytes of the send buffer from `offset` under this header. */
  send(header: TcpHeader, offset: number, length: number): void;
  /** Bytes in order. */
  deliver(bytes: Buffer): void;
  /** The guest will send no more data. */
  ended(): void;
  /** Closed, nothing more to send or receive; `reset` if the guest (or a lost line) broke it off. */
  closed(reset: boolean): void;
}

export interface TcpConnectionOptions {
  readonly syn: TcpSegment;
  readonly initialSequence: number;
  /** Whether `syn` answers our own: then the connection is open. */
  readonly isOpen?: boolean;
  /** Initial limit of bytes that wait for the outer side. */
  readonly room: number;
  readonly events: TcpConnectionEvents;
}

/**
 * Our end of one TCP connection with the guest (RFC 9293), without a network or a clock of its own:
 * segments and the time arrive by calls, segments and data leave by events. Acknowledgments wait for `flush`, so that
 * a burst of segments needs one. Times in milliseconds.
 */
export class TcpConnection {
  readonly #sourcePort: number;
  readonly #destinationPort: number;
  readonly #initialSequence: number;
  readonly #events: TcpConnectionEvents;
  readonly #sender: TcpSender;
  readonly #receiver: TcpReceiver;
  readonly #scales: boolean;
  readonly #synSequence: number;
  #state: "answering" | "open" | "closed" = "answering";
  #room: number;
  #owesAck = false;
  #answers = 0;
  #answeredAt = 0;

  constructor({ syn, initialSequence, isOpen = false, room, events }: TcpConnectionOptions) {
    this.#sourcePort = syn.destinationPort;
    this.#destinationPort = syn.sourcePort;
    this.#initialSequence = initialSequence;
    this.#events = events;
    this.#scales = syn.windowScale !== undefined;
    this.#synSequence = syn.sequence;
    this.#room = room;
    this.#receiver = new TcpReceiver(
      addSequence(syn.sequence, 1),
      Math.min(room, 0xffff),
      this.#scales ? OUR_WINDOW_SCALE : 0,
    );
    this.#sender = new TcpSender(addSequence(initialSequence, 1), {
      maxSegment: Math.max(Math.min(syn.maxSegment ?? DEFAULT_SEGMENT, MAX_SEGMENT), 64),
      windowScale: syn.windowScale ?? 0,
      window: syn.window,
    });
    if (!isOpen) return;
    this.#state = "open";
    this.#answers = 1;
    this.#owesAck = true;
  }

  /** Bytes written and not yet acknowledged. */
  get buffered(): number {
    return this.#sender.buffer.length;
  }

  copy(offset: number, length: number, target: Buffer, at: number): void {
    this.#sender.buffer.copy(offset, length, target, at);
  }

  /** Answers the guest's SYN. */
  accept(now: number): void {
    this.#answers++;
    this.#answeredAt = now;
    const window = Math.min(this.#room, 0xffff);
    const options = { maxSegment: MAX_SEGMENT, ...(this.#scales && { windowScale: OUR_WINDOW_SCALE }) };
    this.#send(this.#initialSequence, SYN | ACK, { window, ...options });
  }

  receive(segment: TcpSegment, now: number): void {
    if (this.#state === "closed") return;
    if ((segment.flags & RST) !== 0) {
      if (this.#receiver.inWindow(segment.sequence)) this.#close(true);
      return;
    }
    if ((segment.flags & SYN) !== 0) {
      const again = this.#state === "answering" && segment.sequence === this.#synSequence;
      if (again && this.#answers > 0) this.accept(now);
      if (!again) this.#owesAck = true;
      return;
    }
    if ((segment.flags & ACK) === 0 || this.#answers === 0) return;
    this.#state = "open";
    const fin = (segment.flags & FIN) !== 0;
    const bare = segment.payload.length === 0 && !fin;
    if (!this.#sender.acknowledge(segment.acknowledgment, segment.window, bare, now)) this.#owesAck = true;
    if (!bare || segment.sequence !== this.#receiver.next) this.#owesAck = true;
    this.#take(segment, fin);
    this.#closeWhenDone();
  }

  /** Queues bytes for the guest; they are sent with the next `flush`. */
  write(bytes: Buffer): void {
    this.#sender.buffer.push(bytes);
  }

  /** Ends the data for the guest. */
  end(): void {
    this.#sender.close();
  }

  /** Resets the connection. */
  abort(): void {
    if (this.#state === "closed") return;
    this.#send(this.#sender.nextSequence, RST | ACK);
    this.#state = "closed";
    this.#events.closed(false);
  }

  /** How many bytes the outer side can take now. */
  setRoom(bytes: number): void {
    this.#room = Math.max(bytes, 0);
    if (this.#receiver.worthTelling(this.#room)) this.#owesAck = true;
  }

  /** Sends what can be sent, while `open` says that the wire accepts it, and any pending acknowledgment. */
  flush(now: number, open: () => boolean): void {
    if (this.#state !== "open") return;
    while (open()) {
      const plan = this.#sender.next(now);
      if (!plan) break;
      this.#sendPlan(plan);
    }
    if (this.#owesAck) this.#send(this.#sender.nextSequence, ACK);
  }

  /** Call a few times a second: retransmits what was not acknowledged. */
  tick(now: number): void {
    if (
      this.#state === "answering" &&
      this.#answers > 0 &&
      now - this.#answeredAt >= SYN_RETRY * 2 ** (this.#answers - 1)
    ) {
      if (this.#answers > MAX_SYN_RETRIES) this.#close(true);
      else this.accept(now);
    }
    if (this.#state !== "open") return;
    const plan = this.#sender.timedOut(now);
    if (plan) this.#sendPlan(plan);
    if (this.#sender.gaveUp) this.#close(true);
  }

  #take(segment: TcpSegment, fin: boolean): void {
    const ended = this.#receiver.ended;
    const received = this.#receiver.accept(segment.sequence, segment.payload, fin);
    // RFC 5681 §4.2: each segment after a gap is acknowledged at once; three of these make the guest resend.
    if (received.gap) this.#send(this.#sender.nextSequence, ACK);
    for (const bytes of received.data) this.#events.deliver(bytes);
    if (received.ended && !ended) this.#events.ended();
  }

  #closeWhenDone(): void {
    if (this.#state !== "open" || !this.#sender.finished || !this.#receiver.ended) return;
    this.#send(this.#sender.nextSequence, ACK);
    this.#state = "closed";
    this.#events.closed(false);
  }

  #close(reset: boolean): void {
    this.#state = "closed";
    this.#events.closed(reset);
  }

  #sendPlan(plan: SendPlan): void {
    this.#send(plan.sequence, plan.flags, {}, plan.offset, plan.length);
  }

  #send(sequence: number, flags: number, extras: Partial<TcpHeader> = {}, offset = 0, length = 0): void {
    this.#owesAck = false;
    const header = {
      sourcePort: this.#sourcePort,
      destinationPort: this.#destinationPort,
      sequence,
      acknowledgment: this.#receiver.next,
      flags,
      window: extras.window ?? this.#receiver.advertise(this.#room),
      ...extras,
    };
    this.#events.send(header, offset, length);
  }
}
