import { describe, expect, it } from "vitest";
import { parseAllowEntry, resolveAllowList } from "./allowList.ts";
import { createEgressPolicy } from "./egressPolicy.ts";
import { ipv4, parseRange } from "./ipv4Address.ts";

const machine = {
  own: [ipv4("198.51.100.7"), ipv4("192.168.1.5")],
  neighbors: [parseRange("198.51.100.7/24") ?? { base: 0, prefix: 0 }],
};

async function verdict(address: string, port = 80, allow: string[] = []): Promise<string> {
  const entries = allow.flatMap((text) => parseAllowEntry(text) ?? []);
  const rules = await resolveAllowList(entries, async (host) =>
    host === "mirror.local" ? [{ base: ipv4("10.9.9.9"), prefix: 32 }] : [],
  );
  const found = createEgressPolicy(rules, () => machine).check(ipv4(address), port);
  return found.allowed ? "allowed" : found.reason;
}

describe("the rules", () => {
  it.each([
    ["1.1.1.1", "allowed"],
    ["203.0.113.10", "allowed"],
    ["9.255.255.255", "allowed"],
    ["11.0.0.0", "allowed"],
    ["172.15.255.255", "allowed"],
    ["172.32.0.0", "allowed"],
    ["0.0.0.0", "this network"],
    ["0.1.2.3", "this network"],
    ["10.0.0.1", "private address"],
    ["10.255.255.255", "private address"],
    ["172.16.0.1", "private address"],
    ["172.31.255.255", "private address"],
    ["192.168.1.1", "private address"],
    ["100.64.0.1", "shared address space"],
    ["100.127.255.255", "shared address space"],
    ["127.0.0.1", "loopback address"],
    ["127.255.255.254", "loopback address"],
    ["169.254.169.254", "metadata service"],
    ["169.254.1.1", "link-local address"],
    ["168.63.129.16", "metadata service"],
    ["192.0.0.192", "reserved address"],
    ["224.0.0.251", "multicast address"],
    ["239.255.255.255", "multicast address"],
    ["255.255.255.255", "broadcast address"],
    ["250.0.0.1", "reserved address"],
    ["198.51.100.7", "this machine"],
    ["198.51.100.9", "address in this machine's network"],
    ["192.168.1.5", "private address"],
  ])("%s: %s", async (address, expected) => {
    expect(await verdict(address)).toBe(expected);
  });
});

describe("the operator's list", () => {
  it("allows ranges, addresses, ports, and names, and nothing else", async () => {
    expect(await verdict("10.1.2.3", 80, ["10.1.0.0/16"])).toBe("allowed");
    expect(await verdict("10.2.2.3", 80, ["10.1.0.0/16"])).toBe("private address");
    expect(await verdict("127.0.0.1", 5000, ["127.0.0.1:5000"])).toBe("allowed");
    expect(await verdict("127.0.0.1", 5001, ["127.0.0.1:5000"])).toBe("loopback address");
    expect(await verdict("10.9.9.9", 443, ["mirror.local"])).toBe("allowed");
    expect(await verdict("10.9.9.9", 443, ["mirror.local:80"])).toBe("private address");
    expect(await verdict("198.51.100.7", 80, ["198.51.100.7"])).toBe("allowed");
  });

  it.each([
    "",
    "10.0.0.0/33",
    "10.0.0.0/x",
    "10.0.0",
    "1.2.3.400",
    "a b",
    "host:0",
    "host:70000",
    "http://host",
    "-x.example",
  ])("does not take %j for an entry", (text) => {
    expect(parseAllowEntry(text)).toBeUndefined();
  });
});
