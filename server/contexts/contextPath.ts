import { MAX_PATH_BYTES } from "#contract/context.ts";
import { type ContextPathFault, MAX_NAME_BYTES, MAX_PATH_DEPTH, readContextPath } from "#contract/contextPath.ts";
import { problemError } from "#contract/problemError.ts";

const REASONS: Readonly<Record<ContextPathFault, string>> = {
  nul: "contains a NUL byte.",
  absolute: "is an absolute path. Paths in a context are relative.",
  "long-path": `is longer than ${MAX_PATH_BYTES} bytes.`,
  climbs: "leads out of the context with “..”.",
  deep: `is nested more than ${MAX_PATH_DEPTH} folders deep.`,
  "long-name": `has a name longer than ${MAX_NAME_BYTES} bytes.`,
};

/** A path, normalized for a context; "" is the root. Throws a ProblemError (context/path). */
export function contextPath(path: string): string {
  const read = readContextPath(path);
  if (read.ok) return read.path;
  throw problemError("context/path", `${JSON.stringify(path.slice(0, 300))} ${REASONS[read.fault]}`);
}
