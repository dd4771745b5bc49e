import { baseImagesSchema, baseTagsSchema } from "#contract/base.ts";
import {
  type BuildMarks,
  type BuildRequest,
  buildAcceptedSchema,
  buildListSchema,
  buildSchema,
  buildSummarySchema,
} from "#contract/build.ts";
import { type BuildEvent, buildEventSchema } from "#contract/buildEvent.ts";
import { builderOutlookSchema } from "#contract/builderChoice.ts";
import { cacheMountListSchema } from "#contract/cacheMount.ts";
import { type ContextRequest, contextResponseSchema } from "#contract/context.ts";
import { healthSchema } from "#contract/health.ts";
import {
  historySchema,
  imageListSchema,
  imageSummarySchema,
  inspectSchema,
  layerFilesSchema,
  prunedImagesSchema,
  stackSchema,
  wasteSchema,
} from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { parseJson } from "#contract/parseJson.ts";
import { forecastSchema, type OutlookRequest, type PlanRequest } from "#contract/plan.ts";
import { routes } from "#contract/routes.ts";
import {
  type WorkspaceContent,
  type WorkspaceEvent,
  workspaceContentSchema,
  workspaceCreatedSchema,
  workspaceEventSchema,
  workspaceKeptSchema,
  workspaceListSchema,
  workspaceRestoredSchema,
  workspaceSavedSchema,
  workspaceSchema,
  workspaceVersionsSchema,
} from "#contract/workspace.ts";
import { addressOf } from "./address.ts";
import { readEvents, type StreamEnd } from "./eventSource.ts";
import { request } from "./request.ts";

/** The one door to the server: every call of the page is here, validated by the contract's schemas. */

type Signal = AbortSignal | undefined;

export const getHealth = (signal?: Signal) => request({ path: routes.health(), answer: healthSchema, signal });

/** The ID of the first workspace while it is unknown: the page was opened without a server. */
export const FIRST_WORKSPACE = "";

const workspacePath = (id: string) => (id === FIRST_WORKSPACE ? routes.workspace() : routes.workspaceById(id));

export const loadWorkspace = (id: string, signal?: Signal) =>
  request({ path: workspacePath(id), answer: workspaceSchema, signal });

/** The workspace that was saved last; the first one if none was. */
export const loadLatestWorkspace = (signal?: Signal) =>
  request({ path: routes.workspaceLatest(), answer: workspaceSchema, signal });

/** Saves on top of a revision. If the server has another one, the problem is `workspace/stale`. */
export const saveWorkspace = (id: string, content: WorkspaceContent, revision: number, signal?: Signal) =>
  request({
    path: workspacePath(id),
    method: "PUT",
    json: content,
    headers: { "if-match": `"${revision}"` },
    answer: workspaceSavedSchema,
    signal,
  });

export const listWorkspaces = (signal?: Signal) =>
  request({ path: routes.workspaces(), answer: workspaceListSchema, signal });
export const createWorkspace = (content: WorkspaceContent) =>
  request({ path: routes.workspaces(), method: "POST", json: content, answer: workspaceCreatedSchema });
export const deleteWorkspace = (id: string) => request({ path: routes.workspaceById(id), method: "DELETE" });
export const restoreWorkspace = (id: string) => request({ path: routes.workspaceRestore(id), method: "POST" });
export const listVersions = (id: string, signal?: Signal) =>
  request({ path: routes.workspaceVersions(id), answer: workspaceVersionsSchema, signal });
export const getVersion = (id: string, version: number, signal?: Signal) =>
  request({ path: routes.workspaceVersion(id, version), answer: workspaceContentSchema, signal });
/** Keeps content that is about to be lost as a version. */
export const keepVersion = (id: string, content: WorkspaceContent) =>
  request({ path: routes.workspaceVersions(id), method: "POST", json: content, answer: workspaceKeptSchema });
/** What it replaces becomes a version: `kept`. */
export const restoreVersion = (id: string, version: number) =>
  request({ path: routes.workspaceVersionRestore(id, version), method: "POST", answer: workspaceRestoredSchema });

/** Reports saves by any tab, and progress in a lesson, until aborted. `onConnection(true)` after a lost connection means some may have been missed. */
export function watchWorkspace(
  id: string,
  onEvent: (event: WorkspaceEvent) => void,
  onConnection: (connected: boolean) => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  return readEvents({
    path: id === FIRST_WORKSPACE ? routes.workspaceEvents() : routes.workspaceByIdEvents(id),
    signal,
    onConnection,
    onMessage: ({ data }) => {
      const event = workspaceEventSchema.safeParse(parseJson(data));
      if (event.success) onEvent(event.data);
      return false;
    },
  });
}

/** The bytes of a file of a workspace. */
export async function getBlob(digest: Digest): Promise<Blob | undefined> {
  const response = await fetch(addressOf(routes.blob(digest))).catch(() => undefined);
  return response?.ok ? response.blob() : undefined;
}

export const putBlob = (digest: Digest, bytes: Blob, signal?: Signal) =>
  request({ path: routes.blob(digest), method: "PUT", bytes, signal });

export const createContext = (context: ContextRequest, signal?: Signal) =>
  request({ path: routes.contexts(), method: "POST", json: context, answer: contextResponseSchema, signal });

export const startBuild = (build: BuildRequest, signal?: Signal) =>
  request({ path: routes.builds(), method: "POST", json: build, answer: buildAcceptedSchema, signal });

export const planBuild = (plan: PlanRequest, signal?: Signal) =>
  request({ path: routes.plan(), method: "POST", json: plan, answer: forecastSchema, signal });

/** Which builder would get a build. */
export const askBuilders = (build: OutlookRequest, signal?: Signal) =>
  request({ path: routes.builderOutlook(), method: "POST", json: build, answer: builderOutlookSchema, signal });

export const getBuild = (id: string, signal?: Signal) =>
  request({ path: routes.build(id), answer: buildSchema, signal });

/** At most `limit` builds, newest first; those before build `before` if it is given. */
export const listBuilds = (limit: number, before?: string, signal?: Signal) =>
  request({ path: routes.builds({ limit, before }), answer: buildListSchema, signal });

/** Names a build, or pins it. */
export const markBuild = (id: string, marks: BuildMarks) =>
  request({ path: routes.build(id), method: "PATCH", json: marks, answer: buildSummarySchema });
export const cancelBuild = (id: string) => request({ path: routes.build(id), method: "DELETE" });

export interface BuildWatcher {
  readonly onEvent: (event: BuildEvent) => void;
  readonly onConnection?: (connected: boolean) => void;
  readonly signal: AbortSignal;
}

/** Every event of a build exactly once and in order, from its start until `finished`, across lost connections. */
export function streamBuildEvents(id: string, { onEvent, onConnection, signal }: BuildWatcher): Promise<StreamEnd> {
  return readEvents({
    path: routes.buildEvents(id),
    signal,
    ...(onConnection && { onConnection }),
    onMessage: ({ data }) => {
      const event = buildEventSchema.safeParse(parseJson(data));
      // An unknown event comes from a newer server: the known ones still suffice.
      if (!event.success) return false;
      onEvent(event.data);
      return event.data.type === "finished";
    },
  });
}

/** The images that FROMs with these names would start from, as far as available locally; "" is the server's own platform. */
export const getBases = (refs: readonly string[], platform: string, signal?: Signal) =>
  request({ path: routes.bases(refs, platform), answer: baseImagesSchema, signal });

export const listBaseTags = (repository: string, signal?: Signal) =>
  request({ path: routes.baseTags(repository), answer: baseTagsSchema, signal });

export const listCacheMounts = (signal?: Signal) =>
  request({ path: routes.cacheMounts(), answer: cacheMountListSchema, signal });
export const clearCacheMount = (id: string) => request({ path: routes.cacheMount(id), method: "DELETE" });

export const listImages = (signal?: Signal) => request({ path: routes.images(), answer: imageListSchema, signal });
export const tagImage = (ref: string, tag: string) =>
  request({ path: routes.imageTags(ref), method: "POST", json: { tag }, answer: imageSummarySchema });
export const removeImage = (ref: string) => request({ path: routes.image(ref), method: "DELETE" });
export const pruneImages = () => request({ path: routes.imagesPrune(), method: "POST", answer: prunedImagesSchema });
export const getHistory = (ref: string, signal?: Signal) =>
  request({ path: routes.imageHistory(ref), answer: historySchema, signal });
export const getInspect = (ref: string, signal?: Signal) =>
  request({ path: routes.imageInspect(ref), answer: inspectSchema, signal });
export const getStack = (ref: string, signal?: Signal) =>
  request({ path: routes.imageLayers(ref), answer: stackSchema, signal });
export const getLayerFiles = (ref: string, layer: number, from = 0, signal?: Signal) =>
  request({ path: routes.layerFiles(ref, layer, from), answer: layerFilesSchema, signal });
export const getWaste = (ref: string, signal?: Signal) =>
  request({ path: routes.imageWaste(ref), answer: wasteSchema, signal });
/** Download URL of the image. */
export const archiveAddress = (ref: string) => addressOf(routes.imageArchive(ref));
