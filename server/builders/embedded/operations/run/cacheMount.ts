import { chmodSync, existsSync } from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import type { MountPlan } from "#dockerfile/steps/operation.ts";
import { absolutePath } from "#dockerfile/steps/stageState.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import { giveToSandbox } from "#server/sandbox/executor/sandboxIds.ts";
import type { RunRequest } from "../../session/runCommand.ts";
import { UMASK } from "../umask.ts";
import { rootLayers } from "./bindMount.ts";
import { isSet } from "./mountOptions.ts";
import type { MountSet } from "./mountSet.ts";
import { type RunTools, unpackedLayers } from "./runTools.ts";

/** The initial content of a cache: nothing, or the files of a stage, an image, or a context (`from=`). */
interface Seed {
  readonly key: string;
  readonly layers: readonly Digest[];
}

async function seedOf(tools: RunTools, request: RunRequest, { root }: MountPlan): Promise<Seed | undefined> {
  if (root === undefined) return undefined;
  const view = await request.roots(root);
  return { key: view.key, layers: await rootLayers(tools, request, view) };
}

/** As in BuildKit, a different owner, mode, or initial content makes a different cache under the same ID. */
function folderName(request: RunRequest, mount: MountPlan, id: string, seed: Seed | undefined): string {
  const { mode, uid, gid } = mount.options;
  const isOwned = mode !== undefined || uid !== undefined || gid !== undefined;
  const what = seed === undefined ? (isOwned ? [mode ?? "", uid ?? "", gid ?? ""] : []) : [seed.key];
  return hexOf(digestOf(JSON.stringify([request.workspace, id, ...what]))).slice(0, 32);
}

function makeFolder(
  tools: RunTools,
  name: string,
  { mode = "0755", uid = "0", gid = "0" }: MountPlan["options"],
): string {
  const isNew = !existsSync(tools.snapshots.cacheDirPath(name));
  const folder = tools.snapshots.cacheDir(name);
  if (isNew) {
    giveToSandbox(folder, Number(uid), Number(gid));
    // The umask also applies to the bits of `mode=`.
    chmodSync(folder, Number.parseInt(mode, 8) & 0o777 & ~UMASK);
  }
  return folder;
}

/**
 * A folder that lasts from build to build; each workspace has its own. `private` waits too, instead of using a second
 * folder, and so do mounts with other initial files: two overlays can't write to one folder.
 */
export async function cacheMount(
  tools: RunTools,
  request: RunRequest,
  mount: MountPlan,
  target: string,
  set: MountSet,
): Promise<void> {
  const { id = target, sharing = "shared", source = "/", readonly } = mount.options;
  const seed = await seedOf(tools, request, mount);
  const name = folderName(request, mount, id, seed);
  const isView = seed !== undefined || absolutePath("/", source) !== "/";
  if (sharing !== "shared" || isView) set.cleanups.push(await tools.snapshots.lockCacheDir(name, request.signal));
  const folder = makeFolder(tools, name, seed === undefined ? mount.options : {});
  const { caches } = tools.snapshots;
  caches.use(name, { workspace: request.workspace, key: id });
  // The size is not awaited; if it can't be measured, the last one stays.
  set.cleanups.push(async () => void caches.measure(name).catch(() => undefined));
  if (!isView) {
    set.mounts.push({ type: "bind", source: folder, target, readOnly: isSet(readonly) });
    return;
  }
  // A view: initial content below, what commands wrote above; `source` is resolved inside it.
  const { upper: empty, work, discard } = tools.snapshots.newUpper();
  set.cleanups.push(discard);
  const layers = seed?.layers ?? [];
  const lowerDirs = layers.length === 0 ? [empty] : await unpackedLayers(tools, layers);
  const view = { type: "overlay" as const, lowerDirs, target, source: absolutePath("/", source) };
  set.mounts.push(
    isSet(readonly) ? { ...view, lowerDirs: [folder, ...lowerDirs] } : { ...view, upperDir: folder, workDir: work },
  );
}
