import { readContextPath } from "#contract/contextPath.ts";
import type { Range } from "#contract/range.ts";
import type { LessonFiles } from "../scenario.ts";
import type { Findings } from "./findings.ts";
import { MAX_TEXT_BYTES, MAX_TEXTS_BYTES } from "./limits.ts";

/** The lesson's folder, with what has been read of it. */
export interface FolderFiles {
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The text of a file; undefined if it can't be read, which is reported at `at`. */
  text(path: string, at: { readonly file: string; readonly range: Range }): string | undefined;
}

export function openFolder(files: LessonFiles, findings: Findings): FolderFiles {
  let left = MAX_TEXTS_BYTES;
  return {
    paths: [...files.keys()].sort(),
    has: (path) => files.has(path),
    text: (path, at) => {
      const bytes = files.get(path);
      const refuse = (message: string): undefined => findings.error(at.file, at.range, message);
      if (bytes === undefined)
        return refuse(`${path} is not in the lesson's folder. Add the file, or correct the name.`);
      if (bytes.length > MAX_TEXT_BYTES) return refuse(`${path} is longer than ${MAX_TEXT_BYTES / 1000} kB. Split it.`);
      if (bytes.length > left)
        return refuse(`The lesson's texts are longer than ${MAX_TEXTS_BYTES / 1_000_000} MB in all.`);
      left -= bytes.length;
      return decode(bytes) ?? refuse(`${path} is not a text in UTF-8. Save it in that encoding.`);
    },
  };
}

/** A path as a lesson writes it, as one in its folder. */
export function folderPath(written: string): string | undefined {
  const read = readContextPath(written.trim().replace(/^\/+/, ""));
  return read.ok && read.path !== "" ? read.path : undefined;
}

/** UTF-8 without a byte order mark, with `\n` at the ends of lines; undefined if it is none. */
function decode(bytes: Uint8Array): string | undefined {
  let escaped = "";
  for (const byte of bytes) escaped += ESCAPES[byte];
  try {
    return decodeURIComponent(escaped)
      .replace(/^\ufeff/, "")
      .replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

const ESCAPES = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).padStart(2, "0")}`);
