import type { TarEntryType } from "#server/oci/tar/tarEntry.ts";
import { SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import { type Launch, runHelper } from "#server/sandbox/executor/sandboxHelper.ts";
import type { LayerFrame } from "./layerFrame.ts";
import { decodeLayerFrames } from "./layerFrame.ts";

/** One path of an upper directory, as an entry of the layer. */
export interface UpperEntry {
  /** Clean and relative. */
  readonly path: string;
  /** `hardlink`: another name of an earlier file, at `linkTarget`. */
  readonly type: TarEntryType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of content; 0 for anything but files. */
  readonly size: number;
  /** Bytes that the file occupies: less than `size` in a sparse file. */
  readonly allocated: number;
  /** Seconds since the epoch, with a fraction. */
  readonly mtime: number;
  readonly linkTarget?: string;
  readonly devMajor?: number;
  readonly devMinor?: number;
  /** Values in base64. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /** The path is deleted from the layers below. */
  readonly whiteout?: "file";
  /** A folder that hides its content in the layers below. */
  readonly opaque?: true;
}

const OPAQUE = "user.overlay.opaque";
const TYPES: Readonly<Record<string, TarEntryType>> = {
  f: "file",
  d: "dir",
  l: "symlink",
  c: "char",
  b: "block",
  p: "fifo",
  w: "char",
};

/**
 * Everything in an upper directory: each folder before its content, names in a folder in byte order. Sockets are
 * skipped, as in Docker. Throws a SandboxError if it can't be read.
 */
export function scanUpper(dir: string, signal?: AbortSignal, launch?: Launch): Promise<UpperEntry[]> {
  return scan([dir], signal, launch);
}

/** How often a scan starts over because a command moved folders meanwhile. */
const MOST_SCANS = 5;

/**
 * The same while commands change the directory: what disappears meanwhile is left out, and a file may have changed after
 * it was seen. Throws a SandboxError (`moved`) if folders are moved all the time.
 */
export async function scanLiveUpper(dir: string, signal?: AbortSignal, launch?: Launch): Promise<UpperEntry[]> {
  for (let scans = 1; ; scans++) {
    try {
      return await scan(["--live", dir], signal, launch);
    } catch (error) {
      if (!(error instanceof SandboxError) || error.step !== "moved" || scans === MOST_SCANS) throw error;
    }
  }
}

async function scan(
  args: readonly string[],
  signal: AbortSignal | undefined,
  launch: Launch | undefined,
): Promise<UpperEntry[]> {
  const chunks: Uint8Array[] = [];
  await runHelper(["scan", ...args], [], (bytes) => chunks.push(bytes), signal, launch);
  return upperEntries(decodeLayerFrames(Buffer.concat(chunks)));
}

function upperEntries(frames: readonly LayerFrame[]): UpperEntry[] {
  const firstNames = new Map<bigint, string>();
  const entries: UpperEntry[] = [];
  for (const frame of frames) {
    const type = TYPES[frame.kind];
    if (type === undefined) continue;
    const firstName = frame.links > 1 && type !== "dir" ? firstNames.get(frame.inode) : undefined;
    // Overlay makes all its whiteouts hard links of one inode.
    if (frame.kind !== "w" && firstName === undefined) firstNames.set(frame.inode, frame.path);
    entries.push(upperEntry(frame, type, frame.kind === "w" ? undefined : firstName));
  }
  return entries;
}

function upperEntry(frame: LayerFrame, type: TarEntryType, firstName: string | undefined): UpperEntry {
  const { [OPAQUE]: opaque, ...xattrs } = frame.xattrs;
  const base = {
    path: frame.path,
    mode: frame.mode,
    uid: frame.uid,
    gid: frame.gid,
    mtime: frame.mtime,
    allocated: frame.blocks * 512,
  };
  if (firstName !== undefined) return { ...base, type: "hardlink", size: 0, linkTarget: firstName };
  if (frame.kind === "w") return { ...base, type: "file", size: 0, whiteout: "file" };
  return {
    ...base,
    type,
    size: type === "file" ? frame.size : 0,
    ...(type === "symlink" && { linkTarget: frame.link }),
    ...((type === "char" || type === "block") && { devMajor: frame.major, devMinor: frame.minor }),
    ...(Object.keys(xattrs).length > 0 && { xattrs }),
    ...(opaque !== undefined && { opaque: true as const }),
  };
}
