import { describe, expect, it } from "vitest";
import { createSha256, digestOf } from "./sha256.ts";

async function expected(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

describe("sha256", () => {
  it("agrees with the platform at every length around a block's end", async () => {
    for (const length of [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) & 255);
      const hash = createSha256();
      hash.update(bytes);
      expect(hash.digest()).toBe(await expected(bytes));
    }
  });

  it("gives the same for pieces as for the whole, and tells how far it read", async () => {
    const bytes = Uint8Array.from({ length: 300_001 }, (_, index) => (index * 7) & 255);
    let read = 0;
    const digest = await digestOf(new Blob([bytes]), (count) => {
      read = count;
    });
    expect(digest).toBe(await expected(bytes));
    expect(read).toBe(bytes.length);
  });
});
