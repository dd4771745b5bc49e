import { MAX_PATH_BYTES } from "#contract/context.ts";
import { problemError } from "#server/images/problemError.ts";

/** Linux's NAME_MAX, bytes. */
const MAX_NAME_BYTES = 255;
const MAX_DEPTH = 256;

/**
 * A path as a context keeps it: relative, `/` between its parts, no empty part, no `.` and `..`. A leading `./` and
 * closing slashes are taken away. "" is the context's root. Throws a ProblemError (context/path).
 */
export function contextPath(path: string): string {
  const refuse = (why: string) => problemError("context/path", `${JSON.stringify(path.slice(0, 300))} ${why}`);
  if (path.includes("\0")) throw refuse("contains a NUL byte.");
  if (path.startsWith("/")) throw refuse("is an absolute path; paths in a context are relative to it.");
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) throw refuse(`is longer than ${MAX_PATH_BYTES} bytes.`);
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) throw refuse("climbs out of the context with “..”.");
  if (parts.length > MAX_DEPTH) throw refuse(`lies deeper than ${MAX_DEPTH} folders.`);
  if (parts.some((part) => Buffer.byteLength(part) > MAX_NAME_BYTES)) {
    throw refuse(`has a name longer than ${MAX_NAME_BYTES} bytes.`);
  }
  return parts.join("/");
}
