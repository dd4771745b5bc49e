import { execFileSync } from "node:child_process";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { hasher } from "#server/oci/store/digest.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import type { SandboxUser } from "#server/sandbox/executor/sandboxUsers.ts";
import type { BuilderSettings } from "../../process/protocol.ts";
import { openUserBuilder, type TestFiles, tarOf } from "../../userBuilderFixture.ts";

/** For tests: how an archive may be packed, and what packs it. */
export const PACK = {
  plain: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes, { level: 1 }),
  zstd: (bytes: Buffer) => zstdCompressSync(bytes),
  bzip2: (bytes: Buffer) => packedWith("bzip2", bytes),
  xz: (bytes: Buffer) => packedWith("xz", bytes),
} as const;

export type Packing = keyof typeof PACK;
export const PACKINGS = Object.keys(PACK) as Packing[];

const MAX_OUTPUT = 1024 ** 3;

function packedWith(tool: "bzip2" | "xz", input: Buffer): Buffer {
  return execFileSync(tool, ["-1", "-c"], { input, maxBuffer: MAX_OUTPUT });
}

/** For tests: a tar of files. */
export function tarOfFiles(files: TestFiles): Buffer {
  return tarOf(...Object.entries(files).map(([path, content]) => [{ path }, content] as const));
}

/**
 * For tests: bytes that pack well and are nowhere the same, so that a piece in the place of another changes their
 * digest: of each `step` bytes 24 are what no other has.
 */
export function rollingBytes(size: number, step = 64): Buffer {
  const bytes = Buffer.alloc(size, "x");
  let state = 1;
  for (let at = 0; at + 24 <= size; at += step) {
    for (let word = 0; word < 24; word += 4) {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at;
      bytes.writeInt32LE(state | 0, at + word);
    }
  }
  return bytes;
}

const LIMITS = { memoryBytes: 1e9, diskBytes: 2e9, seconds: 100 };

export interface ArchiveBuilds {
  readonly blobs: BlobStore;
  /** Builds with these files as the context. */
  build(lines: readonly string[], files: Readonly<Record<string, Buffer>>): Promise<FinishedEvent>;
  image(finished: FinishedEvent): StoredImage;
  /** Digests of the files of an image, by path. */
  digests(finished: FinishedEvent, paths: readonly string[]): (string | undefined)[];
  close(): Promise<void>;
}

/** For tests: a builder of one user's that unpacks what it is given. */
export function openArchiveBuilds(user: SandboxUser, limits: Partial<BuilderSettings["limits"]> = {}): ArchiveBuilds {
  const { blobs, images, build, contextOf, close } = openUserBuilder(user, { ...LIMITS, ...limits });
  const image = (finished: FinishedEvent) => images.require("w", finished.image?.id ?? "");
  return {
    blobs,
    image,
    build: async (lines, files) => (await build(lines, await contextOf(files))).finished,
    digests(finished, paths) {
      const { layers } = image(finished);
      const tree = openFileTree(
        blobs,
        layers.map(({ diffId }) => diffId),
      );
      return paths.map((path) => {
        const inode = tree.lookup(path)?.node.inode;
        if (inode === undefined) return undefined;
        const sha = hasher();
        for (const piece of contentPieces(blobs, inode)) sha.update(piece);
        return sha.finish();
      });
    },
    close,
  };
}
