import { setImmediate as nextTurn } from "node:timers/promises";
import { type Build, buildSchema } from "#contract/build.ts";
import { buildEventSchema } from "#contract/buildEvent.ts";
import type { Stack } from "#contract/image.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { BodyReader } from "#server/bodies/bodyReader.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import type { ImageReader } from "#server/inspection/imageReader.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { shareableBuild } from "../shareableBuild.ts";
import { ShareDraft } from "../shareDraft.ts";
import { SharedLog } from "../sharedLog.ts";
import type { ShareManifest } from "../shareManifest.ts";
import type { ShareStore } from "../shareStore.ts";

interface Sources {
  readonly bodies: BodyReader;
  readonly blobs: BlobStore;
  readonly builds: BuildService;
  readonly images: ImageStore;
  readonly imageReader: ImageReader;
  readonly shares: ShareStore;
}

/** Most bytes of output in a share. */
const LOG_BYTES = 2_000_000;
/** Events handled before other requests get a turn. */
const TURN = 256;

/** Copies a workspace of an owner, and the result of a finished build, into a share. Throws a ProblemError. */
export async function gatherShare(
  services: Sources,
  owner: string,
  asked: { readonly workspace: string; readonly build?: string | undefined },
): Promise<ShareManifest> {
  const { bodies, blobs, builds, shares } = services;
  // What can't be shared is refused before anything is read.
  const build = asked.build === undefined ? undefined : finishedBuild(builds.kept.text(owner, asked.build));
  const workspace = await bodies.workspaces.readToShare({ owner, id: asked.workspace }, shares.maxBytes);
  const draft = new ShareDraft(blobs, shares.maxBytes, workspace);
  if (build !== undefined) await addResult(draft, services, owner, build);
  return draft.manifest();
}

function finishedBuild(json: string): Build {
  const build = buildSchema.parse(JSON.parse(json));
  if (build.state !== "queued" && build.state !== "running") return build;
  throw problemError("share/build", "The build is still running.", { next: "Wait for its end, or share without it." });
}

/** In the order of their worth: what comes late is left out first. */
async function addResult(draft: ShareDraft, services: Sources, owner: string, build: Build): Promise<void> {
  const { id, state, startedAt, finishedAt, image } = build;
  const stored = image && services.images.get(owner, image.id);
  draft.withBuild({
    id,
    state,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(stored && { image: stored.id }),
  });
  draft.add({ part: "build" }, JSON.stringify(shareableBuild(build)));
  if (stored) await addViews(draft, services, owner, stored);
  draft.add({ part: "log" }, await logOf(services, owner, id));
  if (stored) await addLayers(draft, services, stored);
}

async function addViews(draft: ShareDraft, { imageReader }: Sources, owner: string, image: StoredImage): Promise<void> {
  for (const at of ["stack", "history", "inspect", "waste"] as const) {
    const place = { workspace: owner, ref: image.id };
    const view = await unlessUnreadable(
      at === "stack" ? sharedStack(imageReader.lookAt(place, { at })) : imageReader.look(place, { at }),
    );
    if (view === undefined) draft.leaveOut({ part: at });
    else draft.add({ part: at }, view);
  }
}

/** The images for other platforms are not in the share. */
async function sharedStack(stack: Promise<Stack>): Promise<Uint8Array> {
  const { platforms: _platforms, ...shared } = await stack;
  return Buffer.from(JSON.stringify(shared));
}

/** From the base up: a list of files only makes sense above those below it. */
async function addLayers(draft: ShareDraft, { imageReader }: Sources, image: StoredImage): Promise<void> {
  const layers = image.layers.map(({ diffId, size }) => ({ diffId, size }));
  draft.withImage({ layers, baseLayers: image.baseLayers ?? 0 });
  let fits = true;
  for (const [layer, { diffId }] of layers.entries()) {
    const index: Uint8Array | undefined = fits ? await unlessUnreadable(imageReader.layerIndex(diffId)) : undefined;
    if (index === undefined) draft.leaveOut({ part: "layer", layer });
    fits = index !== undefined && draft.add({ part: "layer", layer }, index);
  }
}

async function logOf({ builds }: Sources, owner: string, id: string): Promise<string> {
  const log = new SharedLog(LOG_BYTES);
  let count = 0;
  for await (const { json } of builds.events(owner, id, 0, new AbortController().signal)) {
    log.add(buildEventSchema.parse(JSON.parse(json)));
    count += 1;
    if (count % TURN === 0) await nextTurn();
  }
  return log.text();
}

/** An image can be damaged, or too large to be looked into: the rest is shared. */
async function unlessUnreadable<View>(reading: Promise<View>): Promise<View | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
