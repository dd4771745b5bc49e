import type { ContentSearchQuery } from "./contentSearch.ts";
import { fillPath } from "./fillPath.ts";
import type { ComparedEntriesQuery } from "./imageComparison.ts";
import type { EntriesQuery } from "./imageEntries.ts";
import type { ListingQuery } from "./imageListing.ts";
import { encodeName } from "./names/nameBytes.ts";
import { paths } from "./paths.ts";

/**
 * Before a path of the API, `/api/as/{member}` reads as that learner does: for teachers of the learner's room, with GET, and
 * with the two calls that only ask (`POST /api/check`, `POST /api/plan`).
 */
export const AS_LEARNER = "/api/as";

/** The URL that reads a URL of the API as a learner does: `/api/as/{member}/api/builds`. */
export const asLearner = (member: string, url: string): string => `${AS_LEARNER}/${encodeURIComponent(member)}${url}`;

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
  builderOutlook: () => paths.builderOutlook,
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
