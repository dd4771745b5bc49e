import type { Share } from "#contract/share.ts";

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

export const messages = {
  share: "Share",
  title: "Share a copy",
  about: (files: number) =>
    `Anyone with the link can read ${files === 1 ? "the file" : `all ${files} files`} and the build settings, arguments included. Secrets and passwords of registries are never part of it.`,
  immutable: "The copy does not change when you go on editing.",
  withBuild: (time: string) => `With the result of the build of ${time}`,
  withBuildDetail: "Log, layers, history, inspect, and the list of files in the image.",
  otherText: "The Dockerfile has changed since that build.",
  noBuild: "Without a build: build it first to share what comes out.",
  create: "Create link",
  creating: "Creating…",

  link: "Link",
  embed: "Embed code",
  embedDetail: "A small read-only view for another page.",
  copy: "Copy",
  copied: "Copied",
  copyLink: "Copy the link",
  copyEmbed: "Copy the embed code",
  again: "Share something else",
  kept: (isOwn: boolean) => `Kept until ${isOwn ? "you remove it" : "whoever shared it removes it"}.`,
  expires: (day: string) => `Expires on ${day}.`,
  resultOf: (time: string) => `With the result of the build of ${time}.`,
  withoutResult: "Without a build.",
  frameTitle: (name: string) => `${name || "Dockerfile"} in Strata`,

  mine: (count: number) => `My shares (${count})`,
  entry: (day: string, size: string, hasBuild: boolean) => `${day}, ${size}${hasBuild ? ", with a build" : ""}`,
  untitled: "untitled",
  remove: "Remove",
  removeNamed: (name: string) => `Remove the share of ${name}`,

  sharedCopy: (name: string, day: string) => `A shared copy of ${name || "a workspace"}, from ${day}.`,
  editForks: "Editing makes it your own.",
  fork: "Fork",
  forking: "Forking…",
  absent: (what: readonly string[]) => `Not in it: ${what.join(", ")}.`,
  parts: {
    files: () => "the files",
    file: (count: number) => counted(count, "a file", "files"),
    build: () => "the build",
    log: () => "the log",
    stack: () => "the layers",
    history: () => "the history",
    inspect: () => "the inspect view",
    waste: () => "the dead bytes",
    layer: (count: number) => counted(count, "the files of a layer", "layers' files"),
  } satisfies Record<Share["absent"][number]["part"], (count: number) => string>,
} as const;
