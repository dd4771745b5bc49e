import type { BuildSummary } from "#contract/build.ts";

export const messages = {
  noImage: "Builds",
  live: "live, no name",
  untagged: "untagged",
  imageDeleted: "image deleted",
  menu: (name: string) => `${name}: earlier builds and images`,
  title: "Builds",
  list: "Last builds",
  none: "No builds yet. Press Build to start one.",
  noneHere: "No builds yet.",
  older: "Show older builds",
  states: {
    queued: "Queued",
    running: "Running",
    done: "Done",
    failed: "Failed",
    canceled: "Canceled",
  } satisfies Record<BuildSummary["state"], string>,
  build: (time: string) => `Build of ${time}`,
  delta: (bytes: string, since: string) => `${bytes} compared with the build of ${since}`,

  facts: (duration: string | undefined, cached: number | undefined, steps: number) =>
    [duration, cached !== undefined && steps > 0 && `${cached} of ${steps} cached`].filter(Boolean).join(" · "),
  pinned: "Pinned",
  rename: "Name…",
  newName: "Name of the build",
  setName: "Set",
  pin: "Pin",
  unpin: "Unpin",
  pinDetail: "Keep it and its image",
  compareWith: "Compare with the build shown",
  dockerfile: "Dockerfile as it was…",
  restore: "Restore this Dockerfile",
  notLoaded: "The Dockerfile of this build is not known.",

  trend: "Size and time of the last builds",
  trendOf: (what: string, builds: number, first: string, last: string, most: string) =>
    `${what} of the last ${builds} builds: first ${first}, last ${last}, at most ${most}`,
  size: "Size",
  time: "Time",
  when: "Built",

  actions: (time: string) => `Actions for the build of ${time}`,
  open: "Open",
  tag: "Add tag…",
  delete: "Delete image…",
  shown: "Shown now",
  newTag: "Tag of the image",
  addTag: "Add",
  cancel: "Cancel",
  confirmDelete: (names: string, size: string) =>
    `Delete ${names === "" ? "this untagged image" : names} (${size})? Its builds keep their logs.`,
  confirmed: "Delete",

  allImages: (count: number) => (count === 0 ? "All images…" : `All images (${count.toLocaleString("en-US")})…`),
  untaggedImages: (count: number) => `Remove ${count.toLocaleString("en-US")} untagged…`,
  confirmUntagged: (count: number, size: string) =>
    `Remove ${count === 1 ? "1 untagged image" : `${count.toLocaleString("en-US")} untagged images`} (${size})? Tagged images and the newest one stay.`,
  remove: "Remove",

  earlier: (time: string) => `Build of ${time}.`,
  back: "Back to the newest",
  compare: "Compare",
  compareTitle: (path: string, time: string) => `${path} of ${time}`,
  onlyNow: "+ only in the editor",
  onlyThen: "− only in this build",
  sameText: "The text in the editor is the same.",
} as const;
