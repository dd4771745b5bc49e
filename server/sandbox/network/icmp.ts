import { checksum } from "./checksum.ts";
import { allocatePacket, IP_HEADER, type IpPacket, OUT_PAYLOAD, PROTOCOL } from "./ipPacket.ts";

const ECHO_REPLY = 0;
const UNREACHABLE = 3;
const ECHO_REQUEST = 8;
const HEADER = 8;

/** Codes of "destination unreachable" (RFC 792, RFC 1812). */
export const UNREACHABLE_CODE = { host: 1, port: 3, prohibited: 13 } as const;

/** The answer to a ping; undefined for other messages. */
export function answerEcho(packet: IpPacket): Buffer | undefined {
  const { payload, source, destination } = packet;
  if (payload.length < HEADER || payload.readUInt8(0) !== ECHO_REQUEST) return undefined;
  const frame = allocatePacket(PROTOCOL.icmp, { source: destination, destination: source }, payload.length);
  payload.copy(frame, OUT_PAYLOAD);
  frame.writeUInt8(ECHO_REPLY, OUT_PAYLOAD);
  return finish(frame);
}

/** Tells the guest, as the gateway would, that this packet will not arrive. */
export function unreachable(packet: IpPacket, code: number, gateway: number): Buffer {
  const quoted = packet.bytes.subarray(0, packet.bytes.length - packet.payload.length + 8);
  const frame = allocatePacket(
    PROTOCOL.icmp,
    { source: gateway, destination: packet.source },
    HEADER + Math.min(quoted.length, IP_HEADER + 48),
  );
  frame.fill(0, OUT_PAYLOAD, OUT_PAYLOAD + HEADER);
  frame.writeUInt8(UNREACHABLE, OUT_PAYLOAD);
  frame.writeUInt8(code, OUT_PAYLOAD + 1);
  quoted.copy(frame, OUT_PAYLOAD + HEADER);
  return finish(frame);
}

function finish(frame: Buffer): Buffer {
  frame.writeUInt16BE(0, OUT_PAYLOAD + 2);
  frame.writeUInt16BE(checksum(frame, OUT_PAYLOAD, frame.length), OUT_PAYLOAD + 2);
  return frame;
}
