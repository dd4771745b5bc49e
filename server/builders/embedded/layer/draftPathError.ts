import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";

/** Linux's NAME_MAX and PATH_MAX (without the closing NUL), bytes. */
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 4095;
const SHOWN = 200;

/** A path that can't be in the image, worded like the failed system call: a mistake in the Dockerfile or the image. */
export class DraftPathError extends ProblemError {
  override readonly name = "DraftPathError";

  constructor(call: "lstat" | "mkdir" | "openat", path: string, reason: string) {
    const relative = path.replace(/^\/+/, "");
    const shown = relative.length > SHOWN ? `${relative.slice(0, SHOWN)}…` : relative;
    super(problem("build/copy", `${call} /${shown}: ${reason}`, { next: "Use another path." }));
  }
}

/** Throws a DraftPathError for a path that no file system allows, or one with such a name in it. */
export function checkPath(path: string): void {
  if (path.includes("\0")) throw new DraftPathError("lstat", path, "invalid argument");
  const isLong = Buffer.byteLength(path) > MAX_NAME_BYTES;
  if (!isLong) return;
  const tooLong = Buffer.byteLength(path) > MAX_PATH_BYTES || path.split("/").some(isLongName);
  if (tooLong) throw new DraftPathError("lstat", path, "file name too long");
}

function isLongName(name: string): boolean {
  return Buffer.byteLength(name) > MAX_NAME_BYTES;
}
