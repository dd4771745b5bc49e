import { counted } from "../../lib/counted.ts";
import type { BuildState } from "../../state/build/buildState.ts";
import type { StackDirection } from "../../state/page/stackView.ts";
import type { LayerOutlook } from "../../state/plan/layerOutlooks.ts";
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
  deadDetail: (bytes: string) =>
    `${bytes} stored in the image but no longer visible. Press to see where, and what else could go`,
  share: (share: number) => `${Math.round(share * 100)}%`,
  shareOfImage: (share: number) => `${Math.round(share * 100)}% of the image`,
  shownOfLayer: (size: string) => `${size} of it shown in the image`,
  upToHere: (size: string) => `${size} up to and including this layer`,
  noDead: "no dead bytes",
  goToWaste: "No dead bytes: show other waste",
  wasteDetail: "Every stored byte is visible. Press to see leftovers, duplicate files, and what dive says",
  goToDead: (size: string) => `${size} dead: show where`,
  deadInLayer: (bytes: string) => `${bytes} in this layer are hidden by a later layer`,
  deltaDetail: (bytes: string, isLess: boolean, since: string) =>
    `${bytes} ${isLess ? "less" : "more"} than the build of ${since}`,
  layerDelta: (fresh: number, shared: number) =>
    `${counted(fresh, "layer")} new, ${shared.toLocaleString("en-US")} shared`,
  deltaAction: (bytes: string, layers: string | undefined) =>
    `${[bytes, layers].filter(Boolean).join(", ")}: compare with the build before`,
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
  /** The same, where there is little room. */
  step: "Step",
  stepThroughDetail: "Go through the build line by line (S)",
  shell: "Open a shell here",
  shellDetail: "A container with the files up to here, in a terminal",
  shellInContainer: "Open shell",
  commit: "Commit…",
  commitDetail: "Make it a layer of a new image",

  details: "Layer details",
  layer: (number: number) => `Layer ${number} · `,
  close: "Close layer details",
  reused: "From cache: none of its inputs changed.",
  rebuilt: (reason: string) => `Rebuilt. ${reason}`,

  resizeDetails: "Resize layer details",

  deadBytes: "Dead bytes",
  findingDead: "Looking for dead bytes…",
} as const;

const directions: Record<StackDirection, string> = {
  "dockerfile-order": "Dockerfile order",
  "base-at-bottom": "Base at bottom",
};

const turnDetails: Record<StackDirection, string> = {
  "dockerfile-order": "Layers in the order of the Dockerfile. Press to put the base at the bottom",
  "base-at-bottom": "Layers stacked on the base image. Press for the order of the Dockerfile",
};

/** Dead bytes of a layer. */
export const deadMessages = {
  stillInImage: " still in the image: ",
  total: (size: string) => `${size} of this layer are dead`,
  hides: (size: string) => `This layer hides ${size} that stay in the image`,
  more: (count: number, size: string) => `Show ${count} more (${size})`,
  showFix: "Show fix",
  showFixFor: (size: string) => `Show fix for ${size}`,
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
