import { expect, test } from "vitest";
import { isLoopbackHost } from "./loopbackHost.ts";

test("recognizes hosts of this machine", () => {
  for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) expect(isLoopbackHost(host)).toBe(true);
  for (const host of ["localhost.example.com", "128.0.0.1", "example.com", "127.0.0.1.nip.io"]) {
    expect(isLoopbackHost(host)).toBe(false);
  }
});
