import { type Ipv4Range, inRange } from "./ipv4Address.ts";
import type { MachineAddresses } from "./machineAddresses.ts";
import { specialIpv4 } from "./specialAddresses.ts";

export type EgressVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** Decides by the address of the connection, never by name, so that DNS rebinding can't bypass it. */
export interface EgressPolicy {
  /** `address` as an unsigned 32-bit number. */
  check(address: number, port: number): EgressVerdict;
}

/** An exception set by the operator; without `port`, for all ports. */
export interface AllowRule {
  readonly range: Ipv4Range;
  readonly port?: number;
}

/**
 * Public unicast addresses are allowed; all others, and this machine with its networks, only by an `allow`
 * rule. `machine` is called each time: interfaces come and go.
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
