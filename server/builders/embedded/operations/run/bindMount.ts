import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { MountPlan } from "#dockerfile/steps/operation.ts";
import type { OpenRoot } from "../../../files/stageFiles.ts";
import { writeDraft } from "../../layer/writeDraft.ts";
import type { RunRequest } from "../../session/runCommand.ts";
import { treeDraft } from "../copy/treeDraft.ts";
import type { MountSet } from "./mountSet.ts";
import { type RunTools, unpackedLayers } from "./runTools.ts";

function missing(source: string) {
  return problemError("build/source-missing", `${JSON.stringify(source)}: not found`, {
    next: "Check the source of the mount. It is relative to the mount's `from`, or else to the context (check .dockerignore too).",
  });
}

/**
 * The layers that have a mount's files. The mounted part of a context is written as a layer, so it is unpacked and kept
 * like any other. Throws a ProblemError if `source` is not found.
 */
export async function rootLayers(
  tools: RunTools,
  request: RunRequest,
  view: OpenRoot,
  source = "/",
): Promise<readonly Digest[]> {
  if (view.layers !== undefined) return view.layers;
  const found = view.source().lookup(source);
  if (found === undefined) throw missing(source);
  return [(await writeDraft(tools.blobs, treeDraft(found), request.signal)).diffId];
}

/** The files of scratch, or of a stage that did nothing to it. */
function emptyFolder({ snapshots }: RunTools, { cleanups }: MountSet): string {
  const { upper, discard } = snapshots.newUpper();
  cleanups.push(discard);
  return upper;
}

/** A view of the context, a stage, or an image; what is written to it (`rw`) is discarded. */
export async function bindMount(
  tools: RunTools,
  request: RunRequest,
  mount: MountPlan,
  target: string,
  set: MountSet,
): Promise<void> {
  if (mount.root === undefined) throw new Error("a bind mount was planned without a root");
  const { source = "/", readwrite, readonly } = mount.options;
  const view = await request.roots(mount.root);
  const layers = await rootLayers(tools, request, view, source);
  const lowerDirs = layers.length === 0 ? [emptyFolder(tools, set)] : await unpackedLayers(tools, layers);
  const inside = view.source().lookup(source)?.path;
  if (inside === undefined) throw missing(source);
  const overlay = { type: "overlay" as const, lowerDirs, target, ...(inside !== "" && { source: `/${inside}` }) };
  if (readwrite === undefined && readonly !== "false") {
    set.mounts.push(overlay);
    return;
  }
  const { upper, work, discard } = tools.snapshots.newUpper();
  set.cleanups.push(discard);
  set.mounts.push({ ...overlay, upperDir: upper, workDir: work });
}
