import { expect, test } from "vitest";
import { TarFollower } from "./tarFollower.ts";
import type { TarHeaderInput } from "./tarWriter.ts";
import { TAR_END, tarHeader, tarPadding } from "./tarWriter.ts";

const FILE: TarHeaderInput = { path: "a", type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0 };

function member(path: string, content: Buffer): Buffer {
  return Buffer.concat([tarHeader({ ...FILE, path, size: content.length }), content, tarPadding(content.length)]);
}

/** The first has a pax header before its own. */
const TAR = Buffer.concat([member("é".repeat(120), Buffer.alloc(3000, 1)), member("b", Buffer.alloc(0)), TAR_END]);

function follow(bytes: Buffer, size: number) {
  const follower = new TarFollower();
  for (let at = 0; at < bytes.length; at += size) {
    const lent = Buffer.from(bytes.subarray(at, at + size));
    follower.take(lent);
    lent.fill(0xff);
  }
  const { began, ended, settled } = follower;
  return { began, ended, settled };
}

test("finds the end of a tar, however it is split", () => {
  for (const size of [1, 100, 512, 4096, TAR.length]) {
    expect(follow(TAR, size)).toEqual({ began: true, ended: true, settled: true });
    expect(follow(Buffer.concat([TAR, Buffer.alloc(5000, 7)]), size)).toEqual({
      began: true,
      ended: true,
      settled: true,
    });
    expect(follow(TAR.subarray(0, -600), size)).toEqual({ began: true, ended: false, settled: false });
    expect(follow(TAR.subarray(0, -500), size)).toEqual({ began: true, ended: true, settled: false });
  }
});

test("does not accept a tar before a member's own header", () => {
  expect(follow(TAR.subarray(0, 1024), 100)).toEqual({ began: false, ended: false, settled: false });
  expect(follow(TAR.subarray(0, 1536), 100)).toEqual({ began: true, ended: false, settled: false });
});

test("does not accept other bytes as a tar", () => {
  for (const bytes of [Buffer.alloc(5000, "text "), Buffer.alloc(1024), TAR.subarray(1)]) {
    expect(follow(bytes, 700).began).toBe(false);
  }
});
