const HEADER = 12;
const MAX_LABELS = 128;
const RESPONSE = 0x8000;
const RECURSION_DESIRED = 0x0100;
const RECURSION_AVAILABLE = 0x0080;

export const TYPE_AAAA = 28;
export const RCODE = { noError: 0, serverFailure: 2 } as const;

export interface DnsQuestion {
  readonly type: number;
  /** Where the question section ends in the message. */
  readonly end: number;
}

/** The question of a query (RFC 1035 §4.1); undefined for anything but a query with exactly one. */
export function parseQuestion(message: Buffer): DnsQuestion | undefined {
  if (message.length < HEADER || message.readUInt16BE(4) !== 1) return undefined;
  if ((message.readUInt16BE(2) & RESPONSE) !== 0) return undefined;
  let at = HEADER;
  for (let labels = 0; labels < MAX_LABELS; labels++) {
    const length = message[at];
    if (length === undefined || length > 63) return undefined;
    at += length + 1;
    if (length > 0) continue;
    return at + 4 <= message.length ? { type: message.readUInt16BE(at), end: at + 4 } : undefined;
  }
  return undefined;
}

/** An answer without records. */
export function emptyAnswer(query: Buffer, question: DnsQuestion, rcode: number): Buffer {
  const answer = Buffer.from(query.subarray(0, question.end));
  const flags = RESPONSE | (query.readUInt16BE(2) & (RECURSION_DESIRED | 0x7800)) | RECURSION_AVAILABLE | rcode;
  answer.writeUInt16BE(flags, 2);
  answer.fill(0, 6, HEADER);
  return answer;
}

/** Whether `message` can be the answer to `query`: same ID, same question. */
export function answers(message: Buffer, query: Buffer, question: DnsQuestion): boolean {
  return (
    message.length >= HEADER &&
    message.readUInt16BE(0) === query.readUInt16BE(0) &&
    (message.readUInt16BE(2) & RESPONSE) !== 0 &&
    (message.readUInt16BE(4) === 0 ||
      message.subarray(HEADER, question.end).toString("latin1").toLowerCase() ===
        query.subarray(HEADER, question.end).toString("latin1").toLowerCase())
  );
}
