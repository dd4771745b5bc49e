import { BlockList, isIP } from "node:net";
import { type Ipv4Range, inRange, parseRange } from "./ipv4Address.ts";

type Special = readonly [range: string, reason: string];

/** IANA's special-purpose registry (RFC 6890) without the documentation ranges, and clouds' metadata services. */
const IPV4: readonly Special[] = [
  ["0.0.0.0/8", "this network"],
  ["10.0.0.0/8", "private address"],
  ["100.64.0.0/10", "shared address space"],
  ["127.0.0.0/8", "loopback address"],
  ["168.63.129.16/32", "metadata service"],
  ["169.254.169.254/32", "metadata service"],
  ["169.254.0.0/16", "link-local address"],
  ["172.16.0.0/12", "private address"],
  ["192.0.0.0/24", "reserved address"],
  ["192.88.99.0/24", "reserved address"],
  ["192.168.0.0/16", "private address"],
  ["198.18.0.0/15", "reserved address"],
  ["224.0.0.0/4", "multicast address"],
  ["255.255.255.255/32", "broadcast address"],
  ["240.0.0.0/4", "reserved address"],
];

/** The same for IPv6. Mapped addresses (`::ffff:0:0/96`) count as their IPv4 address. */
const IPV6: readonly Special[] = [
  ["::/128", "this network"],
  ["::1/128", "loopback address"],
  ["::/96", "reserved address"],
  ["64:ff9b::/96", "embeds an IPv4 address"],
  ["64:ff9b:1::/48", "embeds an IPv4 address"],
  ["100::/64", "reserved address"],
  ["2001::/23", "reserved address"],
  ["2002::/16", "embeds an IPv4 address"],
  ["5f00::/16", "reserved address"],
  ["fc00::/7", "private address"],
  ["fe80::/10", "link-local address"],
  ["fec0::/10", "private address"],
  ["ff00::/8", "multicast address"],
];

const numeric = IPV4.map(([text, reason]) => ({ range: constantRange(text), reason }));
const written = [
  ...IPV4.map((special) => blocked(special, "ipv4")),
  ...IPV6.map((special) => blocked(special, "ipv6")),
];

/** Why an IPv4 address, as an unsigned 32-bit number, is not public; undefined if it is. */
export function specialIpv4(address: number): string | undefined {
  return numeric.find(({ range }) => inRange(address, range))?.reason;
}

/** The same for an address as text, of either family, optionally with a zone. Invalid text is not public. */
export function specialAddress(text: string): string | undefined {
  const address = withoutZone(text);
  const family = familyOf(address);
  if (family === undefined) return "not an address";
  return written.find(({ blocks }) => blocks.check(address, family))?.reason;
}

export function withoutZone(address: string): string {
  return address.replace(/%.*$/, "");
}

export function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)];
}

function blocked([range, reason]: Special, family: "ipv4" | "ipv6"): { blocks: BlockList; reason: string } {
  const [net = "", prefix] = range.split("/");
  const blocks = new BlockList();
  blocks.addSubnet(net, Number(prefix), family);
  return { blocks, reason };
}

function constantRange(text: string): Ipv4Range {
  const range = parseRange(text);
  if (range === undefined) throw new TypeError(`Not a range: ${text}`);
  return range;
}
