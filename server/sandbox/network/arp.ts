import { ipv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { ethernetHeaderBytes, frameLengthBytes, gatewayAddress, gatewayMac } from "./addresses.ts";

const ARP_BYTES = 28;
const REQUEST = 1;
const REPLY = 2;
const ourMac = Buffer.from(gatewayMac.replaceAll(":", ""), "hex");
const ourAddress = ipv4(gatewayAddress);

/** The answer to an ARP request for the gateway (RFC 826), with its length prefix; undefined for any other frame. */
export function answerArp(frame: Buffer): Buffer | undefined {
  if (frame.length < ethernetHeaderBytes + ARP_BYTES) return undefined;
  const request = frame.subarray(ethernetHeaderBytes);
  if (request.readUInt16BE(6) !== REQUEST || request.readUInt32BE(24) !== ourAddress) return undefined;
  const answer = Buffer.alloc(frameLengthBytes + ethernetHeaderBytes + ARP_BYTES);
  answer.writeUInt32BE(ethernetHeaderBytes + ARP_BYTES, 0);
  const asker = request.subarray(8, 18);
  asker.copy(answer, 4, 0, 6);
  ourMac.copy(answer, 10);
  answer.writeUInt16BE(0x0806, 16);
  request.copy(answer, 18, 0, 6);
  answer.writeUInt16BE(REPLY, 24);
  ourMac.copy(answer, 26);
  answer.writeUInt32BE(ourAddress, 32);
  asker.copy(answer, 36);
  return answer;
}
