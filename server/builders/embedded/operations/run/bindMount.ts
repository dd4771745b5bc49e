import type { Digest } from "#contract/digest.ts";
import { problemError } from "#server/images/problemError.ts";
import type { RunRequest } from "../../engine/runCommand.ts";
import { writeDraft } from "../../layer/writeLayer.ts";
import type { MountPlan } from "../../plan/operation.ts";
import type { SourceTree } from "../copy/sourceTree.ts";
import { treeDraft } from "../copy/treeDraft.ts";
import type { MountSet } from "./mountSet.ts";
import type { RunTools } from "./runTools.ts";

/** What of the context is mounted, written as a layer: then it is unpacked and kept like any other. */
async function contextLayer(tools: RunTools, request: RunRequest, tree: SourceTree, source: string): Promise<Digest> {
  const found = tree.lookup(source);
  if (found === undefined) {
    throw problemError("build/source-missing", `${JSON.stringify(source)}: not found`, {
      next: "Check the mount's source: it is looked up in the context (is it in .dockerignore?).",
    });
  }
  return (await writeDraft(tools.blobs, treeDraft(found), request.signal)).diffId;
}

/** A view of the context, a stage or an image; what is written to it (`rw`) is thrown away. */
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
  const layers = view.layers ?? [await contextLayer(tools, request, view.source(), source)];
  const lowerDirs = await tools.snapshots.lowerDirs(layers);
  const inside = view.source().lookup(source)?.path;
  if (inside === undefined) {
    throw problemError("build/source-missing", `${JSON.stringify(source)}: not found`);
  }
  const overlay = { type: "overlay" as const, lowerDirs, target, ...(inside !== "" && { source: `/${inside}` }) };
  if (readwrite === undefined && readonly !== "false") {
    set.mounts.push(overlay);
    return;
  }
  const { upper, work, discard } = tools.snapshots.newUpper();
  set.cleanups.push(discard);
  set.mounts.push({ ...overlay, upperDir: upper, workDir: work });
}
