import { TcpConnection } from "./tcpConnection.ts";
import { ACK, addSequence, SYN, type TcpHeader, type TcpSegment } from "./tcpSegment.ts";

/** A segment that the connection sent, with the bytes it carried. */
export interface SentSegment extends TcpHeader {
  readonly text: string;
}

export const GUEST_FIRST = 1000;
export const OUR_FIRST = 5000;

/** For tests: a single connection. Segments go in one by one; its output is recorded. */
export class TestGuest {
  readonly connection: TcpConnection;
  readonly delivered: string[] = [];
  readonly happened: string[] = [];
  now = 0;
  #sent: SentSegment[] = [];

  constructor({ room = 100_000, ...syn }: Partial<TcpHeader> & { room?: number } = {}) {
    this.connection = new TcpConnection({
      syn: segment({ flags: SYN, sequence: GUEST_FIRST, maxSegment: 1000, windowScale: 0, ...syn }),
      initialSequence: OUR_FIRST,
      room,
      events: {
        send: (header, offset, length) => {
          const bytes = Buffer.alloc(length);
          this.connection.copy(offset, length, bytes, 0);
          this.#sent.push({ ...header, text: bytes.toString() });
        },
        deliver: (bytes) => this.delivered.push(bytes.toString()),
        ended: () => this.happened.push("ended"),
        closed: (reset) => this.happened.push(reset ? "broken off" : "closed"),
      },
    });
  }

  /** The segments sent since the last call. */
  get sent(): SentSegment[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  /** Completes the handshake. */
  open(extras: Partial<TcpHeader> = {}): this {
    this.connection.accept(this.now);
    this.give({ flags: ACK, ...extras });
    this.#sent = [];
    return this;
  }

  /** Sends a segment to the connection, numbers counted from the first data byte on either side; lets it answer. */
  give({
    at = 0,
    ack = 0,
    text = "",
    ...header
  }: Partial<TcpHeader> & { at?: number; ack?: number; text?: string }): void {
    const sequence = addSequence(GUEST_FIRST + 1, at);
    const acknowledgment = addSequence(OUR_FIRST + 1, ack);
    this.connection.receive(
      segment({ sequence, acknowledgment, flags: ACK, ...header, payload: Buffer.from(text) }),
      this.now,
    );
    this.flush();
  }

  say(text: string): void {
    this.connection.write(Buffer.from(text));
    this.flush();
  }

  hangUp(): void {
    this.connection.end();
    this.flush();
  }

  flush(): void {
    this.connection.flush(this.now, () => true);
  }

  /** Lets time pass, with its ticks. */
  wait(milliseconds: number): void {
    for (const end = this.now + milliseconds; this.now < end; ) {
      this.now += 50;
      this.connection.tick(this.now);
      this.flush();
    }
  }
}

/** `text@offset` of data segments, the names of flags for others. */
export function describeSent(sent: readonly SentSegment[]): string[] {
  return sent.map(({ text, sequence, flags }) => {
    const names = ["fin", "syn", "rst", "", "ack"].filter((_, bit) => (flags & (1 << bit)) !== 0).join("+");
    return text === "" ? names : `${text}@${sequence - OUR_FIRST - 1}${(flags & 1) !== 0 ? "+fin" : ""}`;
  });
}

function segment(header: Partial<TcpSegment>): TcpSegment {
  const defaults = { sourcePort: 4000, destinationPort: 80, sequence: 0, acknowledgment: 0, flags: 0, window: 10_000 };
  return { ...defaults, payload: Buffer.alloc(0), ...header };
}
