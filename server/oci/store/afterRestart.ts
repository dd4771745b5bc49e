import * as fs from "node:fs";
import { join } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import { hasher } from "./digest.ts";

/** Data written this long before the last write may not be on disk: kernels wait up to half a minute. */
const WINDOW_MS = 10 * 60_000;
/** The machine's boot time is not exact. */
const TOLERANCE_MS = 120_000;

/**
 * Checks, once after each boot of the machine, the blobs written last before it went down: writes are not synced (that
 * would slow down every build), so after a power loss a blob may not match its digest. Such blobs are deleted, and
 * files derived from blobs are made again. True if the check ran.
 * `bootedAt`: milliseconds since the epoch.
 */
export async function checkAfterRestart(blobs: BlobStore, bootedAt: number): Promise<boolean> {
  const mark = join(blobs.dir, "booted-at");
  const known = Number(readOrEmpty(mark) || Number.NaN);
  if (Math.abs(known - bootedAt) < TOLERANCE_MS) return false;
  const before = [...blobs.list()].filter(({ touchedAt }) => touchedAt < bootedAt);
  const last = before.reduce((latest, { touchedAt }) => Math.max(latest, touchedAt), 0);
  for (const { digest, touchedAt } of before) {
    if (touchedAt < last - WINDOW_MS) continue;
    if (await isWhole(blobs, digest)) fs.rmSync(blobs.sidePath(digest, ".index"), { force: true });
    else blobs.delete(digest);
  }
  fs.writeFileSync(mark, String(bootedAt));
  return true;
}

async function isWhole(blobs: BlobStore, digest: Digest): Promise<boolean> {
  const sha = hasher();
  for await (const chunk of blobs.readStream(digest)) sha.update(chunk);
  return sha.finish() === digest;
}

function readOrEmpty(path: string): string {
  try {
    return fs.readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
