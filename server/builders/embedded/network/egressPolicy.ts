import { type Ipv4Range, inRange, ipv4, parseRange } from "./ipv4Address.ts";

export type EgressVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** Decides by the address that is connected to, never by name: a name that changes its mind gains nothing. */
export interface EgressPolicy {
  /** `address` as an unsigned 32-bit number. */
  check(address: number, port: number): EgressVerdict;
}

/** What an operator lets through in spite of the rules; without `port`, all of them. */
export interface AllowRule {
  readonly range: Ipv4Range;
  readonly port?: number;
}

export interface MachineAddresses {
  /** The machine's own addresses. */
  readonly own: readonly number[];
  /** Networks it is directly connected to. */
  readonly neighbors: readonly Ipv4Range[];
}

/** IANA's special-purpose registry (RFC 6890) but for the documentation ranges, and cloud providers' metadata services. */
const REFUSED: readonly (readonly [range: string, reason: string])[] = [
  ["0.0.0.0/8", "this network"],
  ["10.0.0.0/8", "private address"],
  ["100.64.0.0/10", "shared address of a provider"],
  ["127.0.0.0/8", "loopback address"],
  ["168.63.129.16/32", "metadata service"],
  ["169.254.169.254/32", "metadata service"],
  ["169.254.0.0/16", "link-local address"],
  ["172.16.0.0/12", "private address"],
  ["192.0.0.0/24", "reserved address"],
  ["192.168.0.0/16", "private address"],
  ["198.18.0.0/15", "reserved address"],
  ["224.0.0.0/4", "multicast address"],
  ["255.255.255.255/32", "broadcast address"],
  ["240.0.0.0/4", "reserved address"],
];

const refusedRanges = REFUSED.map(([text, reason]) => ({ range: constantRange(text), reason }));

/**
 * Public unicast addresses are allowed; everything else, and the machine itself with its neighbours, only by an `allow`
 * rule. `machine` is asked each time: interfaces come and go.
 */
export function createEgressPolicy(allow: readonly AllowRule[], machine: () => MachineAddresses): EgressPolicy {
  return {
    check(address, port) {
      if (allow.some((rule) => inRange(address, rule.range) && (rule.port ?? port) === port)) return { allowed: true };
      const refused = refusedRanges.find(({ range }) => inRange(address, range));
      if (refused) return { allowed: false, reason: refused.reason };
      const { own, neighbors } = machine();
      if (own.includes(address)) return { allowed: false, reason: "this machine" };
      const near = neighbors.some((range) => inRange(address, range));
      return near ? { allowed: false, reason: "address in this machine's network" } : { allowed: true };
    },
  };
}

function constantRange(text: string): Ipv4Range {
  return parseRange(text) ?? { base: ipv4(text), prefix: 32 };
}
