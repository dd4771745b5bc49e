import { ethernetHeaderBytes, frameLengthBytes, gatewayMac, guestMac, mtu } from "./addresses.ts";
import { addToSum, checksum, finishSum, wordInSum } from "./checksum.ts";

export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;
export const IP_HEADER = 20;
const TYPE_IPV4 = 0x0800;
const TTL = 64;
const DO_NOT_FRAGMENT = 0x4000;
/** Where the payload of an outgoing packet starts in its buffer: after length prefix, Ethernet and IP headers. */
export const OUT_PAYLOAD = frameLengthBytes + ethernetHeaderBytes + IP_HEADER;

/** An IPv4 packet from the guest; `bytes` is the packet with its header, `payload` what follows the header. */
export interface IpPacket {
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  readonly bytes: Buffer;
  readonly payload: Buffer;
}

/** Addresses of a packet to the guest. */
export interface IpAddresses {
  readonly source: number;
  readonly destination: number;
}

/** RFC 791 §3.1. Undefined if it is malformed or a fragment: with this MTU, no fragments are needed. */
export function parseIpPacket(bytes: Buffer): IpPacket | undefined {
  if (bytes.length < IP_HEADER || bytes.readUInt8(0) >> 4 !== 4) return undefined;
  const headerBytes = (bytes.readUInt8(0) & 15) * 4;
  const length = bytes.readUInt16BE(2);
  if (headerBytes < IP_HEADER || length < headerBytes || length > bytes.length) return undefined;
  if ((bytes.readUInt16BE(6) & 0x3fff) !== 0) return undefined;
  if (checksum(bytes, 0, headerBytes) !== 0) return undefined;
  return {
    protocol: bytes.readUInt8(9),
    source: bytes.readUInt32BE(12),
    destination: bytes.readUInt32BE(16),
    bytes: bytes.subarray(0, length),
    payload: bytes.subarray(headerBytes, length),
  };
}

const macs = Buffer.from((guestMac + gatewayMac).replaceAll(":", "").match(/.{12}/g)?.join("") ?? "", "hex");

/**
 * A buffer for a whole frame with its length prefix, headers filled in; the payload at `OUT_PAYLOAD` is
 * left empty. Throws a RangeError if the payload does not fit into one packet.
 */
export function allocatePacket(protocol: number, addresses: IpAddresses, payloadBytes: number): Buffer {
  const length = IP_HEADER + payloadBytes;
  if (length > mtu) throw new RangeError(`A packet of ${length} bytes.`);
  const frame = Buffer.allocUnsafe(OUT_PAYLOAD + payloadBytes);
  frame.writeUInt32BE(ethernetHeaderBytes + length, 0);
  macs.copy(frame, frameLengthBytes);
  frame.writeUInt16BE(TYPE_IPV4, frameLengthBytes + 12);
  const ip = frameLengthBytes + ethernetHeaderBytes;
  frame.writeUInt32BE(0x45000000 + length, ip);
  frame.writeUInt32BE(DO_NOT_FRAGMENT, ip + 4);
  frame.writeUInt32BE((TTL << 24) | (protocol << 16), ip + 8);
  frame.writeUInt32BE(addresses.source, ip + 12);
  frame.writeUInt32BE(addresses.destination, ip + 16);
  frame.writeUInt16BE(checksum(frame, ip, ip + IP_HEADER), ip + 10);
  return frame;
}

/** Fills in the checksum of a TCP or UDP payload over itself and the pseudo header (RFC 9293 §3.1, RFC 768). */
export function writeTransportChecksum(frame: Buffer, protocol: number, at: number): void {
  frame.writeUInt16BE(0, OUT_PAYLOAD + at);
  // The source and destination addresses are right before the payload: one pass over all of it.
  const fixed = wordInSum(protocol) + wordInSum(frame.length - OUT_PAYLOAD);
  const sum = addToSum(frame, OUT_PAYLOAD - 8, frame.length, fixed);
  frame.writeUInt16BE(finishSum(sum), OUT_PAYLOAD + at);
}
