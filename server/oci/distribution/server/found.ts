import type { Digest } from "#contract/names/digest.ts";

export interface FoundManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface FoundBlob {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}
