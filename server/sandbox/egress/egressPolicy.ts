import { type Ipv4Range, inRange } from "./ipv4Address.ts";
import type { MachineAddresses } from "./machineAddresses.ts";
import { specialIpv4 } from "./specialAddresses.ts";

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

/**
 * Public unicast addresses are allowed; everything else, and the machine itself with its neighbours, only by an `allow`
 * rule. `machine` is asked each time: interfaces come and go.
 */
export function createEgressPolicy(allow: readonly AllowRule[], machine: () => MachineAddresses): EgressPolicy {
  return {
    check(address, port) {
      if (allow.some((rule) => inRange(address, rule.range) && (rule.port ?? port) === port)) return { allowed: true };
      const special = specialIpv4(address);
      if (special !== undefined) return { allowed: false, reason: special };
      const { own, neighbors } = machine();
      if (own.includes(address)) return { allowed: false, reason: "this machine" };
      const near = neighbors.some((range) => inRange(address, range));
      return near ? { allowed: false, reason: "address in this machine's network" } : { allowed: true };
    },
  };
}
