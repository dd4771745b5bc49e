import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type Launch, runHelper } from "#server/sandbox/executor/sandboxHelper.ts";
import { layerFrames } from "./unpackLayer.ts";

/** A root file system that has files already. */
export type PlaceRoot =
  | { readonly kind: "plain"; readonly dir: string }
  /** Of a command that runs: the process of its sandbox's helper, and the command's own. */
  | { readonly kind: "process"; readonly helper: number; readonly pid: number }
  /** Of a sandbox that does not run, and does not start meanwhile; `work` is empty, `lowerDirs` are top first. */
  | { readonly kind: "overlay"; readonly upper: string; readonly work: string; readonly lowerDirs: readonly string[] };

/**
 * Makes entries of a tar among the files of a root, as the sandbox's root would: in an overlay they are copied up. No
 * symlink is followed: paths are resolved before, and a link that appears meanwhile is replaced by a folder. Throws a
 * SandboxError: `ended` if the command has ended.
 */
export async function placeEntries(
  tarPath: string,
  entries: readonly LayerEntry[],
  root: PlaceRoot,
  signal?: AbortSignal,
  launch?: Launch,
): Promise<void> {
  await runHelper(["place", tarPath, ...where(root)], layerFrames(entries), () => {}, signal, launch);
}

function where(root: PlaceRoot): string[] {
  switch (root.kind) {
    case "plain":
      return ["plain", root.dir];
    case "process":
      return ["process", `${root.helper}`, `${root.pid}`];
    case "overlay":
      return ["overlay", root.upper, root.work, ...root.lowerDirs];
  }
}
