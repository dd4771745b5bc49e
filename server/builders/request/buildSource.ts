import type { BuildRequest, BuildSource } from "#contract/build.ts";
import { maskCredentials } from "#contract/credentials.ts";

/** Kept and shown, so without the passwords in its URLs; it has the same lines. */
export function buildSource(
  read: { readonly text: string; readonly path: string },
  { context }: Pick<BuildRequest, "context">,
): BuildSource {
  return {
    dockerfile: read.path,
    dockerfileText: maskCredentials(read.text),
    ...(context !== undefined && { context }),
  };
}
