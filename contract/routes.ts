import type { ContentSearchQuery } from "./contentSearch.ts";
import { fillPath } from "./fillPath.ts";
import type { ComparedEntriesQuery } from "./imageComparison.ts";
import type { EntriesQuery } from "./imageEntries.ts";
import type { ListingQuery } from "./imageListing.ts";
import { encodeName } from "./names/nameBytes.ts";

/**
 * Before a path of the API, `/api/as/{member}` reads as that learner does: for teachers of the learner's room, with GET, and
 * with the two calls that only ask (`POST /api/check`, `POST /api/plan`).
 */
export const AS_LEARNER = "/api/as";

/** The URL that reads a URL of the API as a learner does: `/api/as/{member}/api/builds`. */
export const asLearner = (member: string, url: string): string => `${AS_LEARNER}/${encodeURIComponent(member)}${url}`;

/** Every path of the API, with parameters after a colon. */
export const paths = {
  openapi: "/api/openapi.json",
  health: "/api/health",
  workspace: "/api/workspace",
  workspaceLatest: "/api/workspace/latest",
  workspaceEvents: "/api/workspace/events",
  workspaces: "/api/workspaces",
  workspaceById: "/api/workspaces/:id",
  workspaceByIdEvents: "/api/workspaces/:id/events",
  workspaceRestore: "/api/workspaces/:id/restore",
  workspaceVersions: "/api/workspaces/:id/versions",
  workspaceVersion: "/api/workspaces/:id/versions/:version",
  workspaceVersionRestore: "/api/workspaces/:id/versions/:version/restore",
  contexts: "/api/contexts",
  blob: "/api/blobs/:digest",
  builds: "/api/builds",
  build: "/api/builds/:id",
  buildEvents: "/api/builds/:id/events",
  stepFiles: "/api/builds/:id/steps/:step/files",
  stepTree: "/api/builds/:id/steps/:step/tree",
  stepState: "/api/builds/:id/steps/:step/state",
  stepEntries: "/api/builds/:id/steps/:step/entries",
  stepShell: "/api/builds/:id/steps/:step/shell",
  plan: "/api/plan",
  check: "/api/check",
  bases: "/api/bases",
  base: "/api/bases/:ref",
  baseTags: "/api/bases/:ref/tags",
  cacheMounts: "/api/cache-mounts",
  cacheMount: "/api/cache-mounts/:id",
  images: "/api/images",
  imagesPrune: "/api/images/prune",
  imagePull: "/api/images/pull",
  imageLoad: "/api/images/load",
  imageImport: "/api/images/import",
  localImages: "/api/local-images",
  imageSharing: "/api/image-sharing",
  imagesArchive: "/api/image-archive",
  imageComparison: "/api/images/compare",
  comparedEntries: "/api/images/compare/entries",
  comparedPackages: "/api/images/compare/packages",
  image: "/api/images/:ref",
  imageHistory: "/api/images/:ref/history",
  imageInspect: "/api/images/:ref/inspect",
  imageLayers: "/api/images/:ref/layers",
  layerFiles: "/api/images/:ref/layers/:layer/files",
  layerTree: "/api/images/:ref/layers/:layer/tree",
  layerEntries: "/api/images/:ref/layers/:layer/entries",
  layerShell: "/api/images/:ref/layers/:layer/shell",
  imageFiles: "/api/images/:ref/files",
  imageFile: "/api/images/:ref/file",
  imageFileVersions: "/api/images/:ref/file/versions",
  imageSearch: "/api/images/:ref/search",
  imageFolderArchive: "/api/images/:ref/folder-archive",
  layerArchive: "/api/images/:ref/layers/:layer/archive",
  layerListing: "/api/images/:ref/layers/:layer/listing",
  imageWaste: "/api/images/:ref/waste",
  imageFacts: "/api/images/:ref/facts",
  imageFields: "/api/images/:ref/fields",
  layerCompressed: "/api/images/:ref/layers/:layer/compressed",
  imageLeftovers: "/api/images/:ref/leftovers",
  imageEfficiency: "/api/images/:ref/efficiency",
  imageDifferences: "/api/images/:ref/differences",
  imageMap: "/api/images/:ref/map",
  imageArchive: "/api/images/:ref/archive",
  imageDockerfile: "/api/images/:ref/dockerfile",
  imageTags: "/api/images/:ref/tags",
  imagePush: "/api/images/:ref/push",
  logins: "/api/logins",
  login: "/api/logins/:registry",
  containers: "/api/containers",
  containerEvents: "/api/containers/events",
  containersPrune: "/api/containers/prune",
  container: "/api/containers/:ref",
  containerStart: "/api/containers/:ref/start",
  containerStop: "/api/containers/:ref/stop",
  containerKill: "/api/containers/:ref/kill",
  containerRestart: "/api/containers/:ref/restart",
  containerPause: "/api/containers/:ref/pause",
  containerUnpause: "/api/containers/:ref/unpause",
  containerRename: "/api/containers/:ref/rename",
  containerLogs: "/api/containers/:ref/logs",
  containerTerminal: "/api/containers/:ref/terminal",
  containerTop: "/api/containers/:ref/top",
  containerStats: "/api/containers/:ref/stats",
  containerChanges: "/api/containers/:ref/changes",
  containerFiles: "/api/containers/:ref/files",
  containerEntries: "/api/containers/:ref/entries",
  containerArchive: "/api/containers/:ref/archive",
  containerCommit: "/api/containers/:ref/commit",
  containerAnswer: "/api/containers/:ref/answer",
  volumes: "/api/volumes",
  volumesPrune: "/api/volumes/prune",
  volume: "/api/volumes/:name",
  systemDf: "/api/system/df",
  console: "/api/console",
  lessons: "/api/lessons",
  lesson: "/api/lessons/:lesson",
  lessonAsset: "/api/lessons/:lesson/assets/:path",
  lessonMistakes: "/api/lessons/:lesson/mistakes",
  lessonSource: "/api/lessons/:lesson/source",
  lessonEvents: "/api/lessons/:lesson/events",
  lessonStart: "/api/lessons/:lesson/start",
  workspaceLesson: "/api/workspaces/:id/lesson",
  workspaceLessonMove: "/api/workspaces/:id/lesson/move",
  workspaceLessonCheck: "/api/workspaces/:id/lesson/check",
  workspaceLessonAnswer: "/api/workspaces/:id/lesson/answer",
  me: "/api/me",
  // GET lists those that one teaches, POST opens one.
  rooms: "/api/rooms",
  // GET, PATCH changes it, DELETE ends it, and removes it if it has ended.
  room: "/api/rooms/:room",
  roomEvents: "/api/rooms/:room/events",
  roomSends: "/api/rooms/:room/sends",
  // PUT, DELETE.
  roomLook: "/api/rooms/:room/look",
  // PUT, DELETE.
  roomTimer: "/api/rooms/:room/timer",
  roomMessage: "/api/rooms/:room/message",
  roomResults: "/api/rooms/:room/results",
  roomTeachersWord: "/api/rooms/:room/teachers-word",
  // DELETE takes the learner out of the room, with all they made.
  roomLearner: "/api/rooms/:room/learners/:member",
  roomLearnerWord: "/api/rooms/:room/learners/:member/word",
  // DELETE lowers it.
  roomLearnerHand: "/api/rooms/:room/learners/:member/hand",
  // POST asks to help, DELETE ends it.
  roomLearnerHelp: "/api/rooms/:room/learners/:member/help",
  roomLearnerText: "/api/rooms/:room/learners/:member/text",
  roomLearnerHome: "/api/rooms/:room/learners/:member/home",
  join: "/api/join",
  joinGreeting: "/api/join/:code",
  // GET, DELETE leaves the room: the browser is nobody's afterward.
  myRoom: "/api/room",
  myRoomEvents: "/api/room/events",
  // POST.
  myPresence: "/api/room/presence",
  // PUT raises it, DELETE lowers it.
  myHand: "/api/room/hand",
  // POST answers, DELETE ends it.
  myHelp: "/api/room/help",
  myText: "/api/room/text",
  // DELETE puts it away.
  myNote: "/api/room/notes/:note",
  myHome: "/api/room/home",
  shares: "/api/shares",
  share: "/api/shares/:id",
  shareFork: "/api/shares/:id/fork",
  shareWorkspace: "/api/shares/:id/workspace",
  shareBlob: "/api/shares/:id/blobs/:digest",
  shareBuild: "/api/shares/:id/builds/:build",
  shareBuildEvents: "/api/shares/:id/builds/:build/events",
  shareStack: "/api/shares/:id/images/:ref/layers",
  shareHistory: "/api/shares/:id/images/:ref/history",
  shareInspect: "/api/shares/:id/images/:ref/inspect",
  shareWaste: "/api/shares/:id/images/:ref/waste",
  shareMap: "/api/shares/:id/images/:ref/map",
  shareLayerFiles: "/api/shares/:id/images/:ref/layers/:layer/files",
  shareLayerTree: "/api/shares/:id/images/:ref/layers/:layer/tree",
  shareLayerEntries: "/api/shares/:id/images/:ref/layers/:layer/entries",
  shareImageFiles: "/api/shares/:id/images/:ref/files",
  shareImageFile: "/api/shares/:id/images/:ref/file",
  shareImageFileVersions: "/api/shares/:id/images/:ref/file/versions",
  shareImageSearch: "/api/shares/:id/images/:ref/search",
} as const;

/** The URLs of the API. `ref` is a name, a tag, or an ID. */
export const routes = {
  openapi: () => paths.openapi,
  health: () => paths.health,
  workspace: () => paths.workspace,
  workspaceLatest: () => paths.workspaceLatest,
  workspaceEvents: () => paths.workspaceEvents,
  workspaces: () => paths.workspaces,
  workspaceById: (id: string) => fillPath(paths.workspaceById, { id }),
  workspaceByIdEvents: (id: string) => fillPath(paths.workspaceByIdEvents, { id }),
  workspaceRestore: (id: string) => fillPath(paths.workspaceRestore, { id }),
  workspaceVersions: (id: string) => fillPath(paths.workspaceVersions, { id }),
  workspaceVersion: (id: string, version: number) => fillPath(paths.workspaceVersion, { id, version: `${version}` }),
  workspaceVersionRestore: (id: string, version: number) =>
    fillPath(paths.workspaceVersionRestore, { id, version: `${version}` }),
  contexts: () => paths.contexts,
  // A digest needs no encoding.
  blob: (digest: string) => paths.blob.replace(":digest", digest),
  builds: (page: { readonly limit?: number; readonly before?: string | undefined } = {}) =>
    paths.builds + queryOf({ limit: page.limit?.toString(), before: page.before }),
  build: (id: string) => fillPath(paths.build, { id }),
  buildEvents: (id: string) => fillPath(paths.buildEvents, { id }),
  stepFiles: (id: string, step: string) => fillPath(paths.stepFiles, { id, step }),
  stepTree: (id: string, step: string) => fillPath(paths.stepTree, { id, step }),
  stepState: (id: string, step: string) => fillPath(paths.stepState, { id, step }),
  stepEntries: (id: string, step: string, query: EntriesAsked = {}) =>
    fillPath(paths.stepEntries, { id, step }) + entriesQuery(query),
  stepShell: (id: string, step: string) => fillPath(paths.stepShell, { id, step }),
  plan: () => paths.plan,
  check: () => paths.check,
  bases: (refs: readonly string[], platform: string) => {
    const asked = refs.map((ref) => `ref=${encodeURIComponent(ref.toWellFormed())}`);
    const of = platform === "" ? [] : [`platform=${encodeURIComponent(platform)}`];
    return `${paths.bases}?${[...asked, ...of].join("&")}`;
  },
  base: (ref: string) => fillPath(paths.base, { ref }),
  baseTags: (ref: string) => fillPath(paths.baseTags, { ref }),
  cacheMounts: () => paths.cacheMounts,
  cacheMount: (id: string) => fillPath(paths.cacheMount, { id }),
  images: () => paths.images,
  imagesPrune: () => paths.imagesPrune,
  /** Also those with names. */
  imagesPruneAll: () => `${paths.imagesPrune}?all=true`,
  imagePull: () => paths.imagePull,
  imageLoad: () => paths.imageLoad,
  imageImport: () => paths.imageImport,
  localImages: () => paths.localImages,
  imageSharing: () => paths.imageSharing,
  /** Several images in one archive, as `docker save` with several names. */
  imagesArchive: (refs: readonly string[]) =>
    `${paths.imagesArchive}?${refs.map((ref) => `ref=${encodeURIComponent(ref)}`).join("&")}`,
  imageComparison: (a: string, b: string) => paths.imageComparison + queryOf({ a, b }),
  comparedEntries: (a: string, b: string, query: ComparedEntriesAsked = {}) =>
    paths.comparedEntries + queryOf({ a, b }) + entriesQuery(query).replace("?", "&"),
  comparedPackages: (a: string, b: string) => paths.comparedPackages + queryOf({ a, b }),
  image: (ref: string) => fillPath(paths.image, { ref }),
  /** To remove it, although a stopped container uses it. */
  imageByForce: (ref: string) => `${fillPath(paths.image, { ref })}?force=true`,
  imageHistory: (ref: string) => fillPath(paths.imageHistory, { ref }),
  imageInspect: (ref: string) => fillPath(paths.imageInspect, { ref }),
  imageLayers: (ref: string) => fillPath(paths.imageLayers, { ref }),
  layerFiles: (ref: string, layer: number, from = 0) =>
    `${fillPath(paths.layerFiles, { ref, layer: `${layer}` })}${from === 0 ? "" : `?from=${from}`}`,
  imageFiles: (ref: string, path: string) => `${fillPath(paths.imageFiles, { ref })}?path=${encodeName(path)}`,
  layerTree: (ref: string, layer: number) => fillPath(paths.layerTree, { ref, layer: `${layer}` }),
  layerEntries: (ref: string, layer: number, query: EntriesAsked = {}) =>
    fillPath(paths.layerEntries, { ref, layer: `${layer}` }) + entriesQuery(query),
  layerShell: (ref: string, layer: number) => fillPath(paths.layerShell, { ref, layer: `${layer}` }),
  imageFile: (ref: string, asked: FilePlace & { readonly from?: number; readonly length?: number }) =>
    fillPath(paths.imageFile, { ref }) + placeQuery(asked),
  imageFileVersions: (ref: string, path: string) => fillPath(paths.imageFileVersions, { ref }) + placeQuery({ path }),
  imageSearch: (ref: string, asked: ContentSearchQuery) => fillPath(paths.imageSearch, { ref }) + placeQuery(asked),
  imageFolderArchive: (ref: string, place: FilePlace) =>
    fillPath(paths.imageFolderArchive, { ref }) + placeQuery(place),
  layerArchive: (ref: string, layer: number) => fillPath(paths.layerArchive, { ref, layer: `${layer}` }),
  layerListing: (ref: string, layer: number, asked: Partial<ListingQuery> = {}) =>
    fillPath(paths.layerListing, { ref, layer: `${layer}` }) + placeQuery(asked),
  imageWaste: (ref: string) => fillPath(paths.imageWaste, { ref }),
  imageFacts: (ref: string) => fillPath(paths.imageFacts, { ref }),
  imageFields: (ref: string) => fillPath(paths.imageFields, { ref }),
  layerCompressed: (ref: string, layer: number) => fillPath(paths.layerCompressed, { ref, layer: `${layer}` }),
  imageLeftovers: (ref: string) => fillPath(paths.imageLeftovers, { ref }),
  imageEfficiency: (ref: string) => fillPath(paths.imageEfficiency, { ref }),
  /** What is different in the image `to`, apart from what it lacks at and below some paths. */
  imageDifferences: (ref: string, to: string, without: readonly string[] = []) =>
    `${fillPath(paths.imageDifferences, { ref })}?to=${encodeURIComponent(to)}${without.map((path) => `&without=${encodeName(path)}`).join("")}`,
  imageMap: (ref: string, path = "/", depth?: number) =>
    `${fillPath(paths.imageMap, { ref })}?path=${encodeName(path)}${depth === undefined ? "" : `&depth=${depth}`}`,
  imageArchive: (ref: string) => fillPath(paths.imageArchive, { ref }),
  imageDockerfile: (ref: string) => fillPath(paths.imageDockerfile, { ref }),
  imageTags: (ref: string) => fillPath(paths.imageTags, { ref }),
  imagePush: (ref: string) => fillPath(paths.imagePush, { ref }),
  logins: () => paths.logins,
  login: (registry: string) => fillPath(paths.login, { registry }),
  containers: () => paths.containers,
  containerEvents: () => paths.containerEvents,
  containersPrune: () => paths.containersPrune,
  container: (ref: string) => fillPath(paths.container, { ref }),
  containerStart: (ref: string) => fillPath(paths.containerStart, { ref }),
  containerStop: (ref: string) => fillPath(paths.containerStop, { ref }),
  containerKill: (ref: string) => fillPath(paths.containerKill, { ref }),
  containerRestart: (ref: string) => fillPath(paths.containerRestart, { ref }),
  containerPause: (ref: string) => fillPath(paths.containerPause, { ref }),
  containerUnpause: (ref: string) => fillPath(paths.containerUnpause, { ref }),
  containerRename: (ref: string) => fillPath(paths.containerRename, { ref }),
  containerLogs: (ref: string) => fillPath(paths.containerLogs, { ref }),
  /** A WebSocket: `exec` if `?exec=` has a JSON ExecSpec, else attached to the container's own command. */
  containerTerminal: (ref: string) => fillPath(paths.containerTerminal, { ref }),
  containerTop: (ref: string) => fillPath(paths.containerTop, { ref }),
  containerStats: (ref: string) => fillPath(paths.containerStats, { ref }),
  containerChanges: (ref: string) => fillPath(paths.containerChanges, { ref }),
  containerFiles: (ref: string, from = 0) =>
    `${fillPath(paths.containerFiles, { ref })}${from === 0 ? "" : `?from=${from}`}`,
  containerEntries: (ref: string, query: EntriesAsked = {}) =>
    fillPath(paths.containerEntries, { ref }) + entriesQuery(query),
  containerArchive: (ref: string, path: string) =>
    `${fillPath(paths.containerArchive, { ref })}?path=${encodeName(path)}`,
  containerCommit: (ref: string) => fillPath(paths.containerCommit, { ref }),
  /** What answers on a port of the container that is published. */
  containerAnswer: (ref: string, port: number) => `${fillPath(paths.containerAnswer, { ref })}?port=${port}`,
  volumes: () => paths.volumes,
  volumesPrune: () => paths.volumesPrune,
  volume: (name: string) => fillPath(paths.volume, { name }),
  systemDf: () => paths.systemDf,
  console: () => paths.console,
  lessons: () => paths.lessons,
  lesson: (lesson: string) => fillPath(paths.lesson, { lesson }),
  lessonAsset: (lesson: string, path: string) => fillPath(paths.lessonAsset, { lesson, path }),
  lessonMistakes: (lesson: string) => fillPath(paths.lessonMistakes, { lesson }),
  lessonSource: (lesson: string) => fillPath(paths.lessonSource, { lesson }),
  lessonEvents: (lesson: string) => fillPath(paths.lessonEvents, { lesson }),
  lessonStart: (lesson: string) => fillPath(paths.lessonStart, { lesson }),
  workspaceLesson: (id: string) => fillPath(paths.workspaceLesson, { id }),
  workspaceLessonMove: (id: string) => fillPath(paths.workspaceLessonMove, { id }),
  workspaceLessonCheck: (id: string) => fillPath(paths.workspaceLessonCheck, { id }),
  workspaceLessonAnswer: (id: string) => fillPath(paths.workspaceLessonAnswer, { id }),
  me: () => paths.me,
  rooms: () => paths.rooms,
  room: (room: string) => fillPath(paths.room, { room }),
  roomEvents: (room: string) => fillPath(paths.roomEvents, { room }),
  roomSends: (room: string) => fillPath(paths.roomSends, { room }),
  roomLook: (room: string) => fillPath(paths.roomLook, { room }),
  roomTimer: (room: string) => fillPath(paths.roomTimer, { room }),
  roomMessage: (room: string) => fillPath(paths.roomMessage, { room }),
  roomResults: (room: string, format: "json" | "csv" = "json") =>
    `${fillPath(paths.roomResults, { room })}${format === "csv" ? "?format=csv" : ""}`,
  roomTeachersWord: (room: string) => fillPath(paths.roomTeachersWord, { room }),
  roomLearner: (room: string, member: string) => fillPath(paths.roomLearner, { room, member }),
  roomLearnerWord: (room: string, member: string) => fillPath(paths.roomLearnerWord, { room, member }),
  roomLearnerHand: (room: string, member: string) => fillPath(paths.roomLearnerHand, { room, member }),
  roomLearnerHelp: (room: string, member: string) => fillPath(paths.roomLearnerHelp, { room, member }),
  /** A WebSocket: the shared text of the learner's files. */
  roomLearnerText: (room: string, member: string) => fillPath(paths.roomLearnerText, { room, member }),
  roomLearnerHome: (room: string, member: string) => fillPath(paths.roomLearnerHome, { room, member }),
  join: () => paths.join,
  joinGreeting: (code: string) => fillPath(paths.joinGreeting, { code }),
  myRoom: () => paths.myRoom,
  myRoomEvents: () => paths.myRoomEvents,
  myPresence: () => paths.myPresence,
  myHand: () => paths.myHand,
  myHelp: () => paths.myHelp,
  myText: () => paths.myText,
  myNote: (note: string) => fillPath(paths.myNote, { note }),
  myHome: () => paths.myHome,
  shares: () => paths.shares,
  share: (id: string) => fillPath(paths.share, { id }),
  shareFork: (id: string) => fillPath(paths.shareFork, { id }),
} as const satisfies Record<
  Exclude<keyof typeof paths, SharedPath> | "imageByForce" | "imagesPruneAll",
  (...parts: never[]) => string
>;

/** Paths in a share are those of the API behind its own: `inShare`. */
type SharedPath =
  | "shareWorkspace"
  | "shareBlob"
  | "shareBuild"
  | "shareBuildEvents"
  | "shareStack"
  | "shareHistory"
  | "shareInspect"
  | "shareWaste"
  | "shareMap"
  | "shareLayerFiles"
  | "shareLayerTree"
  | "shareLayerEntries"
  | "shareImageFiles"
  | "shareImageFile"
  | "shareImageFileVersions"
  | "shareImageSearch";

/** Where a share answers what `path` of the API answers for one's own: `/api/shares/{id}/images/{ref}/layers`. */
export function inShare(id: string, path: string): string {
  return `${routes.share(id)}${path.slice("/api".length)}`;
}

/** As OpenAPI writes a path: `/api/images/{ref}`. */
export function pathTemplate(path: string): string {
  return path.replaceAll(/:(\w+)/g, "{$1}");
}

/** Only what differs from the defaults needs to be said; several types or changes repeat their name. */
export type EntriesAsked = Partial<EntriesQuery>;

export type ComparedEntriesAsked = Partial<Omit<ComparedEntriesQuery, "a" | "b">>;

function entriesQuery(asked: EntriesAsked | ComparedEntriesAsked): string {
  const parts = Object.entries(asked).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${name}=${encodeName(`${one}`)}`),
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** A path of an image, as a layer shows it; without one, as the image does. */
export interface FilePlace {
  readonly path: string;
  readonly layer?: number | undefined;
}

function placeQuery(asked: object): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return given.length === 0 ? "" : `?${given.map(([name, value]) => `${name}=${encodeName(`${value}`)}`).join("&")}`;
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? "" : `?${given.join("&")}`;
}
