import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { FinishedEvent } from "#contract/build.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { hasher } from "#server/oci/store/digest.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import type { SandboxUser } from "#server/sandbox/executor/sandboxUsers.ts";
import { createEmbeddedBuilder } from "../../embeddedBuilder.ts";
import type { BuilderSettings } from "../../process/protocol.ts";

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
export function tarOfFiles(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts = Object.entries(files).flatMap(([path, content]): Uint8Array[] => {
    const header = tarHeader({ path, type: "file", mode: 0o644, uid: 0, gid: 0, size: content.length, mtime: 0 });
    return [header, content, tarPadding(content.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
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
  const dataDir = mkdtempSync(join(tmpdir(), "strata-archives-"));
  chmodSync(dataDir, 0o755);
  const blobs = openBlobStore(join(dataDir, "blobs"));
  const images = openImageStore({ dir: dataDir, blobs });
  const usual = { memoryBytes: 1e9, processes: 64, diskBytes: 2e9, outputBytes: 1e6, cpus: 2, seconds: 100 };
  const own = () => user.uid !== undefined && execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, dataDir]);
  const builder = createEmbeddedBuilder(
    { dataDir, registry: { mirrors: [] }, network: { mode: "none", allow: [] }, limits: { ...usual, ...limits } },
    user.launch,
  );
  const most = { maxBytes: MAX_OUTPUT, maxFileBytes: MAX_OUTPUT, maxEntries: 100 };
  const image = (finished: FinishedEvent) => images.require("w", finished.image?.id ?? "");
  return {
    blobs,
    image,
    async build(lines, files) {
      const whole = async function* () {
        yield tarOfFiles(files);
      };
      const { digest } = await openContextStore(blobs).fromTar(whole(), most);
      own();
      const request = { dockerfileText: `${lines.join("\n")}\n`, context: digest, noCache: true };
      const job = { id: "b", workspace: "w", request };
      return await builder.build(job, () => undefined, new AbortController().signal);
    },
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
    async close() {
      await builder.close();
      images.close();
      await removeTrees([dataDir]);
    },
  };
}
