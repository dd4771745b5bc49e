import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { Duplex, PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { Digest } from "#contract/digest.ts";
import type { BlobStore } from "#server/images/blobStore.ts";
import type { LayerEntry } from "#server/images/layerEntry.ts";
import { indexLayer } from "#server/images/layerIndex.ts";
import { ProblemError, problemError } from "#server/images/problemError.ts";
import { scanTar } from "#server/images/tar/tarScan.ts";
import { type DraftFile, fileOfEntry, type Owner } from "../../layer/draftFile.ts";
import type { LayerDraft } from "../../layer/layerDraft.ts";
import { contentBytes } from "../../layer/writeLayer.ts";
import type { CopyRules } from "./copyTree.ts";

const MAGIC = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  bzip2: [0x42, 0x5a, 0x68],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
} as const;

type Compression = keyof typeof MAGIC;

function compressionOf(start: Uint8Array): Compression | undefined {
  const names: Compression[] = ["gzip", "zstd", "bzip2", "xz"];
  return names.find((name) => MAGIC[name].every((byte, index) => start[index] === byte));
}

/** Node has gzip and zstd; for the others the machine's own tools are used, where it has them. */
function decompressor(compression: Compression, signal: AbortSignal): Duplex {
  if (compression === "gzip") return createGunzip();
  if (compression === "zstd") return createZstdDecompress();
  const child = spawn(compression, ["-dc"], { stdio: ["pipe", "pipe", "ignore"], env: { PATH: SYSTEM_PATH }, signal });
  const through = Duplex.from({ writable: child.stdin, readable: child.stdout });
  child.on("error", (error) => through.destroy(noTool(compression, error)));
  child.on("exit", (code) => {
    if (code !== 0) through.destroy(new Error(`${compression} ended with ${code}`));
  });
  return through;
}

const SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

function noTool(compression: Compression, cause: Error): Error {
  if (!("code" in cause) || cause.code !== "ENOENT") return cause;
  const detail = `ADD can't unpack ${compression} archives here: this machine has no ${compression}.`;
  const next = "Pack it with gzip or zstd, or COPY it and unpack it with RUN.";
  return problemError("build/unsupported", detail, { next }, { cause });
}

function isTar(blobs: BlobStore, digest: Digest): boolean {
  const fd = blobs.open(digest);
  try {
    return !scanTar(fd, fs.fstatSync(fd).size).next().done;
  } catch {
    return false;
  } finally {
    fs.closeSync(fd);
  }
}

export interface UnpackLimits {
  readonly signal: AbortSignal;
  /** Most bytes that may come out of an archive. */
  readonly maxBytes: number;
}

async function decompressed(
  blobs: BlobStore,
  content: Iterable<Uint8Array>,
  through: Duplex,
  { signal, maxBytes }: UnpackLimits,
): Promise<Digest | undefined> {
  const writer = blobs.writer();
  const sink = new PassThrough();
  const taking = (async () => {
    for await (const chunk of sink) {
      if (writer.size + chunk.length > maxBytes) {
        throw problemError("build/disk", `The archive unpacks to more than ${maxBytes} bytes.`);
      }
      writer.write(chunk);
    }
  })();
  try {
    await Promise.all([pipeline(Readable.from(content), through, sink, { signal }), taking]);
    return writer.finish();
  } catch (error) {
    writer.abort();
    if (error instanceof ProblemError || signal.aborted) throw error;
    // Not what its first bytes promise: then it is a file like any other.
    return undefined;
  }
}

/** The plain tar in a file, as a blob; undefined where the file is no archive. What it has is looked at, not its name. */
export async function archiveOf(blobs: BlobStore, file: DraftFile, limits: UnpackLimits): Promise<Digest | undefined> {
  if (file.type !== "file" || file.content === undefined || file.size < 20) return undefined;
  const [start = new Uint8Array()] = contentBytes(blobs, file.content, file.size);
  const compression = compressionOf(start);
  let tar: Digest | undefined;
  if (compression !== undefined) {
    const through = decompressor(compression, limits.signal);
    tar = await decompressed(blobs, contentBytes(blobs, file.content, file.size), through, limits);
  } else if (looksLikeTar(start)) {
    const writer = blobs.writer();
    for (const piece of contentBytes(blobs, file.content, file.size)) writer.write(piece);
    tar = writer.finish();
  }
  return tar !== undefined && isTar(blobs, tar) ? tar : undefined;
}

/** A header's checksum field: octal digits where a tar begins. Old (v7) archives have no magic. */
function looksLikeTar(start: Uint8Array): boolean {
  return start.length >= 512 && /^[0-7 ]{6,7}[\0 ]/.test(Buffer.from(start.subarray(148, 156)).toString("latin1"));
}

/**
 * Puts an archive's members into a folder; symlinks on the way are followed inside the root, as tar in a chroot does.
 * Folders that the archive does not name itself are root's, whatever `--chown` says.
 */
export function unpackArchive(blobs: BlobStore, archive: Digest, rules: CopyRules, destination: string): void {
  const { draft, owner = ROOT, now } = rules;
  const base = draft.rootPath(destination);
  draft.mkdirAll(base, 0o755, owner, now);
  const folders = new Map<string, number>();
  for (const entry of archiveEntries(blobs, archive)) {
    if (entry.path === "") continue;
    const path = placeOf(draft, base, entry.path);
    draft.mkdirAll(parentOf(path), 0o755, ROOT, now);
    if (entry.type === "hardlink") linkMember(rules, entry, path, base);
    else draft.put(path, { ...fileOfEntry(entry, archive), ...rules.owner }, now);
    if (entry.type === "dir") folders.set(path, entry.mtime);
  }
  // What came later changed their time.
  for (const [path, mtime] of folders) {
    const there = draft.lstat(path);
    if (there?.type === "dir") draft.put(path, { ...there, mtime });
  }
}

const ROOT: Owner = { uid: 0, gid: 0 };

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Where a member of the archive comes to lie: symlinks are followed, but for its own name. */
function placeOf(draft: LayerDraft, base: string, member: string): string {
  const folder = draft.rootPath(`${base}/${parentOf(member)}`);
  const name = member.slice(member.lastIndexOf("/") + 1);
  return folder === "" ? name : `${folder}/${name}`;
}

/** A hard link's own header sets owner, mode and time of the file it shares. */
function linkMember({ draft, owner, now }: CopyRules, member: LayerEntry, path: string, base: string): void {
  const target = placeOf(draft, base, member.linkTarget ?? "");
  if (target === path || !draft.link(path, target, now)) {
    throw problemError("build/copy", `link /${target} /${path}: no such file or directory`, {
      next: "The archive has a hard link to a file that is neither in it before the link nor in the image: pack it again.",
    });
  }
  const { mode, uid, gid, mtime } = { ...member, ...owner };
  if (draft.lstat(path)?.type === "file") draft.change(path, { mode, uid, gid, mtime });
}

function archiveEntries(blobs: BlobStore, archive: Digest): readonly LayerEntry[] {
  try {
    return indexLayer(blobs, archive).filter((entry) => entry.whiteout === undefined);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const why = error.cause instanceof Error ? error.cause.message : error.problem.detail;
    throw problemError("build/copy", `The archive can't be unpacked. ${why}`, {}, { cause: error });
  }
}
