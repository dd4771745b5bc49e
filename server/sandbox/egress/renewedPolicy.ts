import type { EgressPolicy } from "./egressPolicy.ts";
import { machineEgressPolicy } from "./machineEgressPolicy.ts";

/** Addresses and allowed names are looked up again after this long. */
const POLICY_MS = 30_000;

/** The policy of this machine, renewed periodically. `allow`: extra addresses or hosts. */
export function renewedPolicy(allow: readonly string[]): () => Promise<EgressPolicy> {
  let made = 0;
  let policy: Promise<EgressPolicy> | undefined;
  return async () => {
    if (policy === undefined || Date.now() - made > POLICY_MS) {
      made = Date.now();
      policy = machineEgressPolicy(allow);
    }
    return await policy;
  };
}
