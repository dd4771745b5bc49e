import { MAX_PATH_BYTES } from "./context.ts";

/** Linux's NAME_MAX, bytes. */
export const MAX_NAME_BYTES = 255;
/** Nested folders. */
export const MAX_PATH_DEPTH = 256;

export type ContextPathFault = "nul" | "absolute" | "long-path" | "climbs" | "deep" | "long-name";

export type ReadContextPath =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly fault: ContextPathFault };

/**
 * A path as stored in a context: relative, `/` between its parts, no empty part, no `.` or `..`. A leading `./` and
 * trailing slashes are removed. "" is the root of the context.
 */
export function readContextPath(written: string): ReadContextPath {
  if (written.includes("\0")) return refuse("nul");
  if (written.startsWith("/")) return refuse("absolute");
  if (utf8Length(written) > MAX_PATH_BYTES) return refuse("long-path");
  const parts = written.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return refuse("climbs");
  if (parts.length > MAX_PATH_DEPTH) return refuse("deep");
  if (parts.some((part) => utf8Length(part) > MAX_NAME_BYTES)) return refuse("long-name");
  return { ok: true, path: parts.join("/") };
}

/** The folder of a relative path; "" at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function refuse(fault: ContextPathFault): ReadContextPath {
  return { ok: false, fault };
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
