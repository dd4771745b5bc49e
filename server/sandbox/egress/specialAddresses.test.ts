import { expect, test } from "vitest";
import { parseIpv4 } from "./ipv4Address.ts";
import { isNear } from "./machineAddresses.ts";
import { specialAddress, specialIpv4 } from "./specialAddresses.ts";

const SPECIAL = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "100.100.100.200",
  "127.0.0.1",
  "127.255.1.2",
  "168.63.129.16",
  "169.254.169.254",
  "172.31.255.255",
  "192.0.0.192",
  "192.168.1.1",
  "224.0.0.1",
  "255.255.255.255",
];
const SPECIAL_V6 = [
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "0:0:0:0:0:ffff:a9fe:a9fe",
  "::ffff:168.63.129.16",
  "64:ff9b::7f00:1",
  "64:ff9b:1::a00:1",
  "2001:0:7f00:1::",
  "2002:7f00:1::",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fe80::1%lo",
  "fec0::1",
  "ff02::1",
  "::1%lo",
];
const PUBLIC = ["8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1", "168.63.129.17", "192.0.2.1"];
const PUBLIC_V6 = ["2600:1f18::1", "::ffff:8.8.8.8", "::ffff:808:808", "2a00:1450::1%eth0"];

test("recognizes addresses outside the public internet in every notation", () => {
  expect([...SPECIAL, ...SPECIAL_V6].filter((address) => specialAddress(address) === undefined)).toEqual([]);
  expect([...PUBLIC, ...PUBLIC_V6].filter((address) => specialAddress(address) !== undefined)).toEqual([]);
});

test("gives the same result for an IPv4 address as a number, as text, and mapped into IPv6", () => {
  for (const address of [...SPECIAL, ...PUBLIC]) {
    const reason = specialIpv4(parseIpv4(address) ?? 0);
    expect(specialAddress(address), address).toBe(reason);
    expect(specialAddress(`::ffff:${address}`), address).toBe(reason);
  }
});

test.each(["", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "1.2.3", "[::1]"])(
  "does not accept %j as an address, so it can't be reached",
  (text) => {
    expect(specialAddress(text)).toBe("not an address");
  },
);

test("recognizes this machine's own addresses, also mapped ones", () => {
  expect(isNear("127.0.0.1")).toBe(true);
  expect(isNear("::ffff:127.0.0.1")).toBe(true);
  expect(isNear("203.0.113.77")).toBe(false);
  expect(isNear("nothing")).toBe(false);
});
