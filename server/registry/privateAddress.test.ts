import { expect, test } from "vitest";
import { isLoopbackHost, isPrivateAddress } from "./privateAddress.ts";

const PRIVATE = [
  "127.0.0.1",
  "127.255.1.2",
  "0.0.0.0",
  "10.0.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fd00::1",
  "fe80::1",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "64:ff9b::7f00:1",
];
const PUBLIC = ["8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1", "192.0.2.1", "2600:1f18::1", "::ffff:8.8.8.8"];

test("knows which addresses are not of the public internet", () => {
  expect(PRIVATE.filter((address) => !isPrivateAddress(address))).toEqual([]);
  expect(PUBLIC.filter(isPrivateAddress)).toEqual([]);
});

test("knows which hosts are this machine", () => {
  for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) expect(isLoopbackHost(host)).toBe(true);
  for (const host of ["localhost.example.com", "128.0.0.1", "example.com", "127.0.0.1.nip.io"]) {
    expect(isLoopbackHost(host)).toBe(false);
  }
});
