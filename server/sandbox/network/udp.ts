import { mtu } from "./addresses.ts";
import {
  allocatePacket,
  IP_HEADER,
  type IpAddresses,
  OUT_PAYLOAD,
  PROTOCOL,
  writeTransportChecksum,
} from "./ipPacket.ts";

const HEADER = 8;
/** Most bytes in one datagram to the guest. */
export const MAX_DATAGRAM = mtu - IP_HEADER - HEADER;

export interface UdpDatagram {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Buffer;
}

/** RFC 768. Undefined if it is malformed, or for port 0, which is reserved. */
export function parseUdp(bytes: Buffer): UdpDatagram | undefined {
  if (bytes.length < HEADER) return undefined;
  const length = bytes.readUInt16BE(4);
  if (length < HEADER || length > bytes.length || bytes.readUInt16BE(2) === 0) return undefined;
  return {
    sourcePort: bytes.readUInt16BE(0),
    destinationPort: bytes.readUInt16BE(2),
    payload: bytes.subarray(HEADER, length),
  };
}

/** A frame with its length prefix. At most `MAX_DATAGRAM` bytes of payload. */
export function udpFrame(addresses: IpAddresses, datagram: UdpDatagram): Buffer {
  const frame = allocatePacket(PROTOCOL.udp, addresses, HEADER + datagram.payload.length);
  frame.writeUInt16BE(datagram.sourcePort, OUT_PAYLOAD);
  frame.writeUInt16BE(datagram.destinationPort, OUT_PAYLOAD + 2);
  frame.writeUInt16BE(HEADER + datagram.payload.length, OUT_PAYLOAD + 4);
  datagram.payload.copy(frame, OUT_PAYLOAD + HEADER);
  writeTransportChecksum(frame, PROTOCOL.udp, 6);
  // Zero would mean that there is no checksum.
  if (frame.readUInt16BE(OUT_PAYLOAD + 6) === 0) frame.writeUInt16BE(0xffff, OUT_PAYLOAD + 6);
  return frame;
}
