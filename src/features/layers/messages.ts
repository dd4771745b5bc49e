import type { Change, FileEntry, WasteCause } from "#contract/image.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import type { DiffLine } from "../../lib/lineDiff.ts";
import type { BuildState } from "../../state/build/buildState.ts";
import type { StackDirection } from "../../state/page/stackView.ts";
import type { LayerOutlook } from "../../state/plan/layerOutlooks.ts";
import type { LayerFileOrder } from "./layerTreeRows.ts";
import type { StrataRow } from "./strataRow.ts";

export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to see the layers of this Dockerfile.",
  allImages: "All images…",
  uploading: "Sending context…",
  queued: "Waiting for a builder…",
  planning: "Planning steps…",
  goToLine: (line: number) => `Go to line ${line}`,

  list: (direction: StackDirection) => `Layers, ${directions[direction].toLowerCase()}`,
  phases: {
    idle: "",
    uploading: "Sending context",
    refused: "Not started",
    queued: "Queued",
    running: "Building",
    done: "Built",
    failed: "Failed",
    canceled: "Canceled",
  } satisfies Record<BuildState["phase"], string>,
  stepCount: (done: number, total: number) => `${done} of ${total} steps`,
  layerCount: (count: number) => counted(count, "layer"),
  totalSize: (bytes: string) => `${bytes} in all files`,
  ownSize: (size: string) => `${size} yours`,
  ownSizeDetail: (bytes: string) => `${bytes} in layers this Dockerfile adds to the base image`,
  dead: (size: string) => `${size} dead`,
  deadDetail: (bytes: string) => `${bytes} stored in the image but no longer visible. Press to see where`,
  share: (share: number) => `${Math.round(share * 100)}%`,
  shareOfImage: (share: number) => `${Math.round(share * 100)}% of the image`,
  goToDead: (size: string) => `${size} dead: show where`,
  deadInLayer: (bytes: string) => `${bytes} in this layer are hidden by a later layer`,
  deltaDetail: (bytes: string, isLess: boolean, since: string) =>
    `${bytes} ${isLess ? "less" : "more"} than the build of ${since}`,
  turn: (direction: StackDirection) => directions[direction],
  turnDetail: (direction: StackDirection) => turnDetails[direction],
  download: "Download",
  downloadDetail: "Download an archive for docker load",
  showLastImage: "Show last image",

  cached: "From cache",
  states: { running: "running", failed: "failed", canceled: "canceled", pending: "planned" },
  outlooks: { runs: "will run", "may-run": "may run", fails: "will fail", edited: "edited" } satisfies Record<
    LayerOutlook["outlook"],
    string
  >,
  nextBuild: (outlook: string) => `next build: ${outlook}`,
  configOnly: "configuration only",
  config: "config",
  emptyLayer: "empty",
  expanded: "expanded",
  stage: "stage",
  stageName: (index: number) => `stage ${index}`,
  stageLeft: (name: string, steps: number) => `${name} · ${counted(steps, "step")}`,
  notInImage: "Not in the image, except what is copied from it",
  folded: "folded",
  stageProgress: (name: string, done: number, total: number) => `${name} · ${done} of ${total} steps`,
  baseImage: "the base image",
  scratch: "scratch (empty base)",

  writable: "Writable layer",
  writableOf: (container: string) => `Writable layer of ${container}`,
  containerState: (isRunning: boolean) => (isRunning ? "running" : "exited"),
  changesOf: (added: number, changed: number, deleted: number) =>
    [added > 0 && `+${added}`, changed > 0 && `~${changed}`, deleted > 0 && `−${deleted}`].filter(Boolean).join(" "),
  noChangesYet: "no changes",
  changeCounts: (added: number, changed: number, deleted: number) =>
    `${added} added, ${changed} changed, ${deleted} deleted in the files of the image`,
  stepNotShared: "The files of this step are not in this share.",
  failedStep: "This step failed. A shell here has the files as they were before it.",
  stepThrough: "Step through the build",
  stepThroughDetail: "Go through the build line by line (S)",
  shell: "Open a shell here",
  shellDetail: "A container with the files up to here, in a terminal",
  shellInContainer: "Open shell",
  commit: "Commit…",
  commitDetail: "Make it a layer of a new image",

  details: "Layer details",
  layer: (number: number) => `Layer ${number} · `,
  changeCount: (count: number) => counted(count, "change"),
  close: "Close layer details",
  reused: "From cache: none of its inputs changed.",
  rebuilt: (reason: string) => `Rebuilt. ${reason}`,

  resizeDetails: "Resize layer details",
  scope: "Files shown",
  scopes: { layer: "This layer", tree: "Up to here" },
  scopeDetails: {
    layer: "Files that this layer adds, changes, and deletes",
    tree: "All files of the image up to and including this layer",
  },
  order: (order: LayerFileOrder) => `by ${order}`,
  changeOrder: (order: LayerFileOrder) => `Sorted by ${order}. Press to sort by ${order === "path" ? "size" : "path"}`,
  filter: "Filter by path",
  only: (change: Change, count: number) => `Only ${change} (${count.toLocaleString("en-US")})`,
  changes: "Changes in this layer",
  filesUpTo: "Files up to this layer",
  timesOnly: (count: number) => `${counted(count, "folder")} with only a new time`,
  noChanges: "No files changed. The layer is still part of the image, as an empty archive.",
  noMatch: "No matching files.",
  truncated: (shown: number, total: number) =>
    `Showing the first ${shown.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} changes.`,
  showMore: "Show more",
  fileCount: (count: number) => counted(count, "file"),
  mode: (mode: string) => `mode ${mode}`,
  owner: (uid: number, gid: number) => `owner ${uid}:${gid}`,
  fileTypes: {
    file: "",
    dir: "dir",
    symlink: "link",
    hardlink: "hard link",
    char: "device",
    block: "device",
    fifo: "pipe",
  } satisfies Record<FileEntry["type"], string>,

  deadBytes: "Dead bytes",
  findingDead: "Looking for dead bytes…",
  undo: "Undo",
} as const;

const directions: Record<StackDirection, string> = {
  "dockerfile-order": "Dockerfile order",
  "base-at-bottom": "Base at bottom",
};

const turnDetails: Record<StackDirection, string> = {
  "dockerfile-order": "Layers in the order of the Dockerfile. Press to put the base at the bottom",
  "base-at-bottom": "Layers stacked on the base image. Press for the order of the Dockerfile",
};

/** Why bytes of the image are dead, and what to do about it. */
export const deadMessages = {
  where: (storedBy: string, hiddenBy: string, cause: WasteCause) =>
    `${storedBy} stored them, ${hiddenBy} ${deadVerbs[cause]}`,
  stillInImage: " still in the image: ",
  line: (line: number) => `line ${line}`,
  layer: (number: number) => `layer ${number}`,
  total: (size: string) => `${size} of this layer are dead`,
  hides: (size: string) => `This layer hides ${size} that stay in the image`,
  more: (count: number, size: string) => `Show ${count} more (${size})`,
  inBase: "Package managers rewrite their lists, so some of this is normal.",
  againFromBase: "Any change to a file of the base image stores the whole file again.",
  fromBase: (name: string) => `They come from ${name}. Only a different base image avoids them.`,
  advice: {
    copied: {
      deleted: "List them in .dockerignore to keep them out of the build.",
      overwritten: "Copy files that change last, or create them in one step.",
      "metadata-only": "Set owner and mode while copying: COPY --chown and --chmod.",
      "time-only": "Leave out the step that touches them.",
      "stored-again": "Copy them only once.",
    },
    made: {
      deleted: "Delete them in the RUN that creates them: files removed before a step ends are never stored.",
      overwritten: "Write them in a single RUN.",
      "metadata-only": "Change owner and mode in the RUN that creates the files.",
      "time-only": "Leave out the step that touches them, or do it in the RUN that creates them.",
      "stored-again": "Create them in one step only.",
    },
  } satisfies Record<string, Record<WasteCause, string>>,
} as const;

const deadVerbs: Record<WasteCause, string> = {
  deleted: "only hides them",
  overwritten: "overwrites them",
  "metadata-only": "stores them again to change their owner or mode",
  "time-only": "stores them again to change only their time",
  "stored-again": "stores them again unchanged",
};

/** A fix for dead bytes. */
export const fixMessages = {
  show: "Show fix",
  showFor: (size: string) => `Show fix for ${size}`,
  apply: "Apply fix",
  cancel: "Cancel",
  saves: (size: string) => `Saves ${size} in the next build`,
  newFile: (path: string) => `${path} (new)`,
  changesIn: (path: string) => `Changes in ${path}`,
  lineKinds: { same: "unchanged", left: "removed", right: "added" } satisfies Record<DiffLine["kind"], string>,
  applied: (paths: readonly string[]) => `Changed ${paths.join(" and ")}. Build again to see the effect.`,
  title: (fix: DeadFix) => {
    switch (fix.kind) {
      case "join":
        return `Join lines ${fix.lines[0]} to ${fix.lines[1]} into one RUN`;
      case "ignore":
        return fix.ignored.length === 0
          ? "Don't copy them, and remove the RUN that deletes them"
          : "Ignore them, and remove the RUN that deletes them";
      case "copy-flag":
        return `Use ${fix.flag} while copying`;
      case "copy-once":
        return "Remove the second COPY";
    }
  },
} as const;

/** Why a row has no layer, or why its layers are not listed here. */
export function rowExplanation(row: StrataRow): string {
  if (row.baseLayers !== undefined) {
    return `${row.text} has ${row.baseLayers} layers. Expand it in the stack to look into each one.`;
  }
  if (row.kind === "stage" || row.inStage) return `${messages.notInImage}.`;
  const meaning = meanings[row.instruction];
  return `${meaning ? `${meaning} ` : ""}Changes only the image configuration: no layer, no bytes.`;
}

const meanings: Record<string, string> = {
  ENV: "ENV sets environment variables for later steps and for containers.",
  ARG: "ARG declares a build argument. Containers don't see it.",
  LABEL: "LABEL adds metadata to the image as keys and values.",
  EXPOSE: "EXPOSE documents a port the container listens on. docker run -p publishes it.",
  USER: "USER sets the user for later steps and for containers.",
  VOLUME: "VOLUME marks a folder whose content belongs to the container, not to the image.",
  CMD: "CMD sets the default command of a container.",
  ENTRYPOINT: "ENTRYPOINT sets the command a container always runs. CMD provides its default arguments.",
  HEALTHCHECK: "HEALTHCHECK tells Docker how to check that a container is healthy.",
  SHELL: "SHELL sets the shell for commands in shell form.",
  STOPSIGNAL: "STOPSIGNAL sets the signal that stops a container.",
  ONBUILD: "ONBUILD adds an instruction that runs in builds based on this image.",
  MAINTAINER: "MAINTAINER names the author. It is deprecated: use a LABEL.",
  WORKDIR: "WORKDIR sets the working directory for later steps and for containers.",
  FROM: "FROM scratch starts from an empty file system.",
};

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
