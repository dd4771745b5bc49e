/** Something that the embedded builder and BuildKit tell or make differently of one Dockerfile. */
export interface BuilderDifference {
  readonly part: "result" | "problem" | "line" | "step" | "layer" | "provenance" | "config" | "history" | "files";
  /** Which step, field, row, or path. Absent for files that are only counted. */
  readonly what?: string;
  /** Absent if only the other one has it, or if it is not known. */
  readonly embedded?: string;
  readonly buildkit?: string;
  /** Whether both builds failed. */
  readonly failed?: boolean;
  /** Whether BuildKit's files lie in containerd's snapshots, as in an engine with that image store; absent if it is not known. */
  readonly snapshots?: boolean;
}

interface KnownDifference {
  /** A sentence for people. */
  readonly reason: string;
  readonly fits: (difference: BuilderDifference, dockerfileText: string) => boolean;
}

/** The differences between the builders that are right, with their reasons. */
export const BUILDER_DIFFERENCES = {
  "stage-layers": {
    reason: "BuildKit keeps the layers of other stages and of failed builds: only those of an image are known here.",
    fits: ({ part, buildkit }) => part === "layer" && buildkit === undefined,
  },
  "order-of-work": {
    reason:
      "BuildKit looks for the sources of all copies first, and so fails before steps that the embedded builder runs.",
    fits: ({ part, embedded = "", buildkit = "", failed = false }) =>
      failed && part === "step" && /^(?:done|canceled)/.test(embedded) && /^(?:pending|cached|canceled)/.test(buildkit),
  },
  "workdir-cached": {
    reason: "BuildKit takes the folder that WORKDIR makes from its cache, even in a build without a cache.",
    fits: ({ part, embedded, buildkit }) =>
      part === "step" && /^done: WORKDIR/i.test(embedded ?? "") && /^cached: WORKDIR/i.test(buildkit ?? ""),
  },
  "context-layer": {
    reason:
      "A stage's files from a named context are a base image for the embedded builder, and a layer of the FROM for BuildKit.",
    fits: ({ part, embedded, buildkit = "" }) =>
      (part === "layer" && embedded === undefined && /: FROM\s/i.test(buildkit)) ||
      (part === "provenance" && embedded === "base" && buildkit.endsWith(".0")),
  },
  "git-folder": {
    reason:
      "With --keep-git-dir, the embedded builder keeps refs under their names in the repository; BuildKit stores a branch as a tag.",
    fits: ({ part, what, embedded = "" }, text) =>
      /keep-git-dir/.test(text) &&
      ((part === "files" && (what === undefined || /\/\.git(?:\/|$)/.test(what))) ||
        (part === "layer" && /keep-git-dir/.test(embedded))),
  },
  "masked-login": {
    reason:
      "The embedded builder masks user names and passwords in addresses; BuildKit keeps those of an ADD with a URL.",
    fits: ({ part, buildkit = "" }) => part === "history" && /:\/\/[^\s/@]+@/.test(buildkit),
  },
  "foreign-run": {
    reason: "The embedded builder rejects a RUN that this machine can't execute before it starts; BuildKit tries it.",
    fits: ({ part, embedded = "", buildkit = "" }) =>
      (part === "problem" && embedded === "build/platform" && buildkit === "build/run-failed") ||
      (part === "step" && embedded.startsWith("pending") && /^(?:done|cached|failed)/.test(buildkit)),
  },
  "mirrors-asked": {
    reason: "If no mirror has an image, the embedded builder also asks the registry itself, which may be out of reach.",
    fits: ({ part, embedded, buildkit }) =>
      part === "problem" && embedded === "registry/unreachable" && buildkit === "registry/not-found",
  },
  "snapshot-layers": {
    reason:
      "With containerd's snapshots, BuildKit leaves out of a layer what a COPY replaced with the same, and lists what a folder that was made anew had before.",
    fits: ({ part, embedded = "", buildkit = "", snapshots = false }) => {
      if (!snapshots) return false;
      if (part === "layer") return /^\d+ files: /.test(embedded) && titleOf(embedded) === titleOf(buildkit);
      const folder = folderWithoutTime(embedded);
      return part === "files" && folder !== undefined && folder === folderWithoutTime(buildkit);
    },
  },
  "snapshot-links": {
    reason:
      "With containerd's snapshots, BuildKit makes a copy of a file that a hard link is added to in a later layer.",
    fits: ({ part, embedded = "", buildkit = "", snapshots = false }) =>
      snapshots && part === "files" && embedded.startsWith("= ") !== buildkit.startsWith("= "),
  },
  "link-names": {
    reason:
      "With containerd's snapshots, a COPY with --link sees nothing of the image: BuildKit can't find the names of --chown, and fails.",
    fits: ({ part, snapshots = false }, text) =>
      snapshots && part !== "config" && part !== "history" && part !== "files" && LINK_WITH_NAME.test(text),
  },
  "link-replaces": {
    reason:
      "Docker's older image store ignores --link, as the embedded builder does; with containerd's snapshots, BuildKit puts the files over what is there, in place of links and with folders of their own.",
    fits: ({ part, snapshots = true }, text) => snapshots && part === "files" && /\s--link(?:\s|=true)/i.test(text),
  },
} as const satisfies Record<string, KnownDifference>;

const LINK_WITH_NAME = /\s--link\s(?:[^\n]*\s)?--chown=[a-z]|\s--chown=[a-z]\S*\s(?:[^\n]*\s)?--link\s/i;

/** The words after the number of files. */
function titleOf(text: string): string {
  return text.replace(/^\d+ files: /, "");
}

/** What is told of a folder, without its time; undefined for what is none. */
function folderWithoutTime(text: string): string | undefined {
  return /^(dir .*\]) /.exec(text)?.[1];
}

export type KnownDifferenceCode = keyof typeof BUILDER_DIFFERENCES;

const CODES = Object.keys(BUILDER_DIFFERENCES) as KnownDifferenceCode[];

/** Why it differs, if that is right. */
export function knownDifference(
  difference: BuilderDifference,
  dockerfileText: string,
): KnownDifferenceCode | undefined {
  return CODES.find((code) => BUILDER_DIFFERENCES[code].fits(difference, dockerfileText));
}
