import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { requireAllowEntry, resolveAllowList } from "./allowList.ts";
import { createEgressPolicy, type EgressPolicy, type MachineAddresses } from "./egressPolicy.ts";
import { type Ipv4Range, parseIpv4, parseRange } from "./ipv4Address.ts";

/**
 * The policy for runs on this machine. Resolves the allow list's names now: make a new one when they may have moved. Throws a TypeError for an entry that is neither a range nor a host.
 */
export async function machineEgressPolicy(allow: readonly string[]): Promise<EgressPolicy> {
  return createEgressPolicy(await resolveAllowList(allow.map(requireAllowEntry), lookupRanges), machineAddresses);
}

function machineAddresses(): MachineAddresses {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const ipv4 = all.filter((address) => address.family === "IPv4");
  return {
    own: ipv4.flatMap(({ address }) => parseIpv4(address) ?? []),
    neighbors: ipv4.flatMap(({ cidr }) => (cidr === null ? [] : (parseRange(cidr) ?? []))),
  };
}

async function lookupRanges(host: string): Promise<Ipv4Range[]> {
  try {
    const found = await lookup(host, { all: true, family: 4 });
    return found.flatMap(({ address }) => parseRange(address) ?? []);
  } catch {
    return [];
  }
}
