import type { Zippable } from "fflate";
import { exportedWorkspaceSchema, type WorkspaceContent, type WorkspaceFile } from "#contract/workspace.ts";

/** Attributes of a zip's entries are those of the system that made it. */
const UNIX = 3;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;
/** The record at the end of a zip without a comment, and the longest comment, bytes. */
const END = 22;
const MAX_COMMENT = 65_535;

/** What a workspace has beside its files. It is in the comment of the zip, so no file is added to its context. */
export type Exported = Pick<WorkspaceContent, "name" | "settings">;

/** A file and its bytes. */
export type Packed = readonly [WorkspaceFile, Uint8Array];

/**
 * The files as a zip that `docker build` takes once it is unpacked, and that becomes the same workspace when it is
 * imported. The library is loaded when somebody exports.
 */
export async function packWorkspace(exported: Exported, parts: readonly Packed[]): Promise<Uint8Array<ArrayBuffer>> {
  const { zipSync } = await import("fflate");
  const entries: Zippable = {};
  for (const [{ path, kind, mode }, bytes] of parts) {
    const isFolder = kind === "folder";
    const attrs = ((isFolder ? DIRECTORY : REGULAR) | mode) * 0x10000;
    entries[isFolder ? `${path}/` : path] = [bytes, { os: UNIX, attrs }];
  }
  return withComment(zipSync(entries, { level: 6 }), commentOf(exported));
}

/** Settings that don't fit are left out: then it is a zip like any other. */
function commentOf({ name, settings }: Exported): Uint8Array {
  const comment = new TextEncoder().encode(JSON.stringify({ strata: 1, name, settings }));
  return comment.length > MAX_COMMENT ? new Uint8Array() : comment;
}

function withComment(zip: Uint8Array, comment: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(zip.length + comment.length);
  whole.set(zip);
  whole.set(comment, zip.length);
  new DataView(whole.buffer).setUint16(zip.length - END + 20, comment.length, true);
  return whole;
}

/** What the comment of a zip says; undefined if it is not from here. */
export function readExported(comment: string): Exported | undefined {
  try {
    const { name, settings } = exportedWorkspaceSchema.parse(JSON.parse(comment));
    return { name, settings };
  } catch {
    return undefined;
  }
}
