import { lookup } from "node:dns/promises";
import { requireAllowEntry, resolveAllowList } from "./allowList.ts";
import { createEgressPolicy, type EgressPolicy } from "./egressPolicy.ts";
import { type Ipv4Range, parseRange } from "./ipv4Address.ts";
import { machineAddresses } from "./machineAddresses.ts";

/**
 * The policy for runs on this machine. Resolves the names of the allow list once: create a new policy to resolve them again. Throws a TypeError for an entry that is neither a range nor a host.
 */
export async function machineEgressPolicy(allow: readonly string[]): Promise<EgressPolicy> {
  return createEgressPolicy(await resolveAllowList(allow.map(requireAllowEntry), lookupRanges), machineAddresses);
}

async function lookupRanges(host: string): Promise<Ipv4Range[]> {
  try {
    const found = await lookup(host, { all: true, family: 4 });
    return found.flatMap(({ address }) => parseRange(address) ?? []);
  } catch {
    return [];
  }
}
