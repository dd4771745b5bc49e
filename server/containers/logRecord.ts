/** A piece of a container's output as its log keeps it. */
export interface LogRecord {
  readonly stream: "stdout" | "stderr";
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The stream, the time, and the length of the bytes that follow. */
const HEAD = 1 + 8 + 4;

export function encodeLogRecord({ stream, at, bytes }: LogRecord): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt8(stream === "stdout" ? 1 : 2);
  head.writeDoubleLE(at, 1);
  head.writeUInt32LE(bytes.length, 9);
  return Buffer.concat([head, bytes]);
}

/** Takes a log's bytes as they are read. */
export class LogParser {
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes of whole records so far. */
  whole = 0;

  /** The records that are whole now. */
  push(bytes: Uint8Array): LogRecord[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const records: LogRecord[] = [];
    for (;;) {
      const length = this.#rest.length < HEAD ? Number.POSITIVE_INFINITY : HEAD + this.#rest.readUInt32LE(9);
      if (this.#rest.length < length) return records;
      records.push({
        stream: this.#rest.readUInt8() === 1 ? "stdout" : "stderr",
        at: this.#rest.readDoubleLE(1),
        bytes: this.#rest.subarray(HEAD, length),
      });
      this.#rest = this.#rest.subarray(length);
      this.whole += length;
    }
  }
}
