import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { TarEntryType } from "#server/oci/tar/tarEntry.ts";
import { type Launch, runHelper } from "#server/sandbox/executor/sandboxHelper.ts";
import { encodeLayerFrame, FRAMES_END } from "./layerFrame.ts";
import { inMakingOrder } from "./makingOrder.ts";

const KINDS: Record<TarEntryType, string> = {
  file: "f",
  dir: "d",
  symlink: "l",
  hardlink: "h",
  char: "c",
  block: "b",
  fifo: "p",
};
const CHUNK_BYTES = 256 * 1024;

/**
 * Makes the entries of an uncompressed layer in an empty directory, as a lower folder of overlay: whiteouts as
 * device 0/0, opaque folders by xattr. No name leads out of the directory. If only one id is mapped, owners are
 * kept in an xattr that `scanUpper` reads. Throws a SandboxError if it fails; the directory is then incomplete.
 */
export async function unpackLayer(
  tarPath: string,
  entries: readonly LayerEntry[],
  dir: string,
  signal?: AbortSignal,
  launch?: Launch,
): Promise<void> {
  await runHelper(["unpack", tarPath, dir], layerFrames(inMakingOrder(entries)), () => {}, signal, launch);
}

/** Entries as the helper reads them. */
export function* layerFrames(entries: Iterable<LayerEntry>): Generator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for (const entry of entries) {
    const frame = encodeLayerFrame(layerFrame(entry));
    pending.push(frame);
    length += frame.length;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(pending);
    pending = [];
    length = 0;
  }
  yield Buffer.concat([...pending, FRAMES_END]);
}

function layerFrame(entry: LayerEntry) {
  return {
    kind: kindOf(entry),
    path: entry.path,
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    major: entry.devMajor ?? 0,
    minor: entry.devMinor ?? 0,
    links: 1,
    mtime: entry.mtime,
    inode: 0n,
    size: entry.size,
    blocks: 0,
    offset: entry.offset,
    link: entry.linkTarget ?? "",
    xattrs: entry.xattrs ?? {},
    parts: entry.sparse ?? wholeFile(entry),
  };
}

function wholeFile({ type, whiteout, size }: LayerEntry) {
  return type === "file" && whiteout === undefined && size > 0 ? [{ at: 0, length: size }] : [];
}

function kindOf(entry: LayerEntry): string {
  if (entry.whiteout !== undefined) return entry.whiteout === "file" ? "w" : "o";
  return KINDS[entry.type];
}
