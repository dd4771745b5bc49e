import { createHash, hash } from "node:crypto";
import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";

/** sha256 of `bytes` (a string is hashed as UTF-8). */
export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}

/** The digest of `bytes` by the algorithm of another digest: any that references allow. */
export function digestLike(example: string, bytes: Uint8Array): string {
  const [algorithm = ""] = example.split(":");
  return `${algorithm}:${hash(algorithm, bytes, "hex")}`;
}

/** The 64 hexadecimal digits of a digest. */
export function hexOf(digest: Digest): string {
  return digest.slice("sha256:".length);
}

/** The digest with these 64 hexadecimal digits. Throws if they are not. */
export function digestFromHex(hex: string): Digest {
  const digest = `sha256:${hex}`;
  if (!isDigest(digest)) throw new Error(`not a sha256 in hexadecimal: ${hex}`);
  return digest;
}

/** Text that must be a digest. Throws if it is not. */
export function parseDigest(text: string): Digest {
  if (!isDigest(text)) throw new Error(`not a sha256 digest: ${text}`);
  return text;
}

/** Hashes a sequence of pieces. */
export interface Hasher {
  readonly size: number;
  update(chunk: Uint8Array): void;
  finish(): Digest;
}

export function hasher(): Hasher {
  const sha = createHash("sha256");
  let size = 0;
  return {
    get size() {
      return size;
    },
    update(chunk) {
      size += chunk.length;
      sha.update(chunk);
    },
    finish: () => `sha256:${sha.digest("hex")}`,
  };
}
