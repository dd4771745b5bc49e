import { BlockList } from "node:net";
import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import { type Ipv4Range, parseIpv4, parseRange } from "./ipv4Address.ts";
import { familyOf, withoutZone } from "./specialAddresses.ts";

/** IPv4, as in the network of a RUN. */
export interface MachineAddresses {
  /** The machine's own addresses. */
  readonly own: readonly number[];
  /** Networks it is directly connected to. */
  readonly neighbors: readonly Ipv4Range[];
}

function interfaces(): NetworkInterfaceInfo[] {
  return Object.values(networkInterfaces()).flatMap((list) => list ?? []);
}

/** The current addresses: interfaces come and go. */
export function machineAddresses(): MachineAddresses {
  const ipv4 = interfaces().filter(({ family }) => family === "IPv4");
  return {
    own: ipv4.flatMap(({ address }) => parseIpv4(address) ?? []),
    neighbors: ipv4.flatMap(({ cidr }) => (cidr === null ? [] : (parseRange(cidr) ?? []))),
  };
}

/** Whether an address of either family is this machine's or in a network that it is directly connected to. */
export function isNear(text: string): boolean {
  const address = withoutZone(text);
  const family = familyOf(address);
  if (family === undefined) return false;
  const near = new BlockList();
  for (const { address: own, cidr, family: of } of interfaces()) {
    const kind = of === "IPv4" ? "ipv4" : "ipv6";
    near.addAddress(own, kind);
    const [net = own, prefix] = cidr?.split("/") ?? [];
    if (prefix !== undefined) near.addSubnet(net, Number(prefix), kind);
  }
  return near.check(address, family);
}
