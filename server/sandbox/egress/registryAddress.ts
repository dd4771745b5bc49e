import { isNear } from "./machineAddresses.ts";
import { specialAddress } from "./specialAddresses.ts";

/** Whether an address is this machine's, in its network, or not public. */
export function isPrivateAddress(address: string): boolean {
  return specialAddress(address) !== undefined || isNear(address);
}
