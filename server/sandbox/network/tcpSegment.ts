import { mtu } from "./addresses.ts";
import {
  allocatePacket,
  IP_HEADER,
  type IpAddresses,
  OUT_PAYLOAD,
  PROTOCOL,
  writeTransportChecksum,
} from "./ipPacket.ts";

const TCP_HEADER = 20;
/** Bytes of data that fit into one segment. */
export const MAX_SEGMENT = mtu - IP_HEADER - TCP_HEADER;
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;

const OPTION = { end: 0, nothing: 1, maxSegment: 2, windowScale: 3 } as const;

export interface TcpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly flags: number;
  /** As in the header, not scaled. */
  readonly window: number;
  /** Options of a SYN. */
  readonly maxSegment?: number;
  readonly windowScale?: number;
}

export interface TcpSegment extends TcpHeader {
  readonly payload: Buffer;
}

/**
 * RFC 9293 §3.1; undefined if it is malformed. The checksum is not verified: the guest's kernel passes frames in
 * memory, so a wrong one is deliberate and harms only its sender.
 */
export function parseTcp(bytes: Buffer): TcpSegment | undefined {
  if (bytes.length < TCP_HEADER) return undefined;
  const dataOffset = (bytes.readUInt8(12) >> 4) * 4;
  if (dataOffset < TCP_HEADER || dataOffset > bytes.length) return undefined;
  const flags = bytes.readUInt8(13);
  return {
    sourcePort: bytes.readUInt16BE(0),
    destinationPort: bytes.readUInt16BE(2),
    sequence: bytes.readUInt32BE(4),
    acknowledgment: bytes.readUInt32BE(8),
    flags,
    window: bytes.readUInt16BE(14),
    ...((flags & SYN) !== 0 && parseOptions(bytes.subarray(TCP_HEADER, dataOffset))),
    payload: bytes.subarray(dataOffset),
  };
}

function parseOptions(options: Buffer): Pick<TcpHeader, "maxSegment" | "windowScale"> {
  const found: { maxSegment?: number; windowScale?: number } = {};
  let at = 0;
  while (at < options.length && options[at] !== OPTION.end) {
    if (options[at] === OPTION.nothing) {
      at++;
      continue;
    }
    const length = options[at + 1] ?? 0;
    if (length < 2 || at + length > options.length) break;
    if (options[at] === OPTION.maxSegment && length === 4) found.maxSegment = options.readUInt16BE(at + 2);
    // RFC 7323 §2.3: more than 14 counts as 14.
    if (options[at] === OPTION.windowScale && length === 3) found.windowScale = Math.min(options.readUInt8(at + 2), 14);
    at += length;
  }
  return found;
}

/** A frame with its length prefix. `fill` copies the `payloadBytes` of data into the frame at the given position. */
export function tcpFrame(
  addresses: IpAddresses,
  header: TcpHeader,
  payloadBytes = 0,
  fill?: (frame: Buffer, at: number) => void,
): Buffer {
  const options = optionBytes(header);
  const headerBytes = TCP_HEADER + options.length;
  const frame = allocatePacket(PROTOCOL.tcp, addresses, headerBytes + payloadBytes);
  frame.writeUInt16BE(header.sourcePort, OUT_PAYLOAD);
  frame.writeUInt16BE(header.destinationPort, OUT_PAYLOAD + 2);
  frame.writeUInt32BE(header.sequence, OUT_PAYLOAD + 4);
  frame.writeUInt32BE(header.acknowledgment, OUT_PAYLOAD + 8);
  frame.writeUInt16BE(((headerBytes / 4) << 12) | header.flags, OUT_PAYLOAD + 12);
  frame.writeUInt16BE(header.window, OUT_PAYLOAD + 14);
  frame.writeUInt16BE(0, OUT_PAYLOAD + 18);
  frame.set(options, OUT_PAYLOAD + TCP_HEADER);
  fill?.(frame, OUT_PAYLOAD + headerBytes);
  writeTransportChecksum(frame, PROTOCOL.tcp, 16);
  return frame;
}

function optionBytes({ maxSegment, windowScale }: TcpHeader): number[] {
  const options: number[] = [];
  if (maxSegment !== undefined) options.push(OPTION.maxSegment, 4, maxSegment >> 8, maxSegment & 255);
  if (windowScale !== undefined) options.push(OPTION.nothing, OPTION.windowScale, 3, windowScale);
  return options;
}

/** How far `a` is after `b` in sequence space (RFC 9293 §3.4); negative if before. */
export function sequenceDistance(a: number, b: number): number {
  return (a - b) | 0;
}

export function addSequence(sequence: number, bytes: number): number {
  return (sequence + bytes) >>> 0;
}
