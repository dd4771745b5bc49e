import { afterEach, expect, it, vi } from "vitest";
import { digestOf } from "./sha256.ts";

afterEach(() => void vi.unstubAllGlobals());

async function expected(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

it("matches the platform, empty or in pieces, and reports progress", async () => {
  for (const length of [0, 1, 64, 300_001]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) & 255);
    let read = 0;
    const digest = await digestOf(new Blob([bytes]), (count) => {
      read = count;
    });
    expect(digest).toBe(await expected(bytes));
    expect(read).toBe(length);
  }
});

it("works in a page served over plain HTTP, which has no crypto.subtle", async () => {
  const digest = await expected(Uint8Array.of(1, 2, 3));
  vi.stubGlobal("crypto", undefined);
  expect(await digestOf(new Blob([Uint8Array.of(1, 2, 3)]))).toBe(digest);
});
