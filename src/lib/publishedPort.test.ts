import { expect, test } from "vitest";
import { publishedAddress } from "./publishedPort.ts";

test.each([
  ["localhost", "127.0.0.1:8000"],
  ["strata.localhost", "127.0.0.1:8000"],
  ["[::1]", "127.0.0.1:8000"],
  ["127.0.0.1", "localhost:8000"],
  ["127.1.2.3", "localhost:8000"],
])("a page at %s links to a published port at %s, which does not get its cookies", (page, address) => {
  expect(publishedAddress(page, 8000)).toBe(address);
});

test.each(["strata.example", "192.168.1.7", "127.0.0.1.example", "localhost.example", "[fe80::1]"])(
  "a page at %s can't reach a port on the loopback of its server",
  (page) => {
    expect(publishedAddress(page, 8000)).toBeUndefined();
  },
);
