import type { Efficiency, ImageDifferences, LeftoverCode } from "#contract/imageLeftovers.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import { counted } from "../../lib/counted.ts";
import { formatSize } from "../../lib/formatSize.ts";
import type { DiffLine } from "../../lib/lineDiff.ts";
import type { DiveRule } from "../../state/waste/diveRules.ts";

export const messages = {
  title: "Waste",
  about: "Bytes that this image stores and could do without.",
  noImage: "No image yet",
  noImageDetail: "Press Build to see what the image could do without.",
  none: "No waste found",
  noneDetail: "Every stored byte is shown, nothing is stored twice, and there are no caches or leftovers.",
  looking: "Looking for leftovers and duplicate files…",
  notShared: "Leftovers, duplicate files, and dive's figures are not part of a share.",

  dead: "Dead bytes",
  leftovers: "Leftovers",
  duplicates: "Duplicate files",
  dive: "dive",

  sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
  showFix: "Show fix",
  showFixFor: (size: string) => `Show fix for ${size}`,
  layer: (number: number) => `Layer ${number}`,
  goToLayer: (number: number) => `Go to layer ${number}`,
  more: (count: number, size: string) => `Show ${count} more (${size})`,

  storedBy: (files: number, place: string) => `${counted(files, "file")} stored by ${place}`,
  fromBase: (name: string) => `It comes from ${name}. Only a different base image avoids it.`,
  evidence: (path: string) => `${path} lists it for development only`,

  copies: (count: number, size: string) => `${count} copies of ${size}`,
  andMore: (count: number) => `and ${count} more`,
  duplicateAdvice: "Keep one, and make the others hard links or symbolic links in the same step.",
  notCompared: (size: string) => `${size} in files of the same size were too many to compare.`,
} as const;

/** What a leftover is, and what to do about it. */
export const leftoverWords: Record<LeftoverCode, { readonly what: string; readonly advice: string }> = {
  "apt-lists": {
    what: "Package lists of apt",
    advice: "Delete /var/lib/apt/lists in the RUN that updates them, or mount a cache there.",
  },
  "apt-archives": {
    what: "Package cache of apt",
    advice: "Run apt-get clean in the RUN that installs, or mount a cache there.",
  },
  "apk-cache": { what: "Package cache of apk", advice: "Use apk add --no-cache, or mount a cache there." },
  "rpm-cache": {
    what: "Package cache of dnf or yum",
    advice: "Run dnf clean all in the same RUN, or mount a cache there.",
  },
  "pip-cache": { what: "Cache of pip", advice: "Use pip install --no-cache-dir, or mount a cache there." },
  "npm-cache": { what: "Cache of npm", advice: "Run npm cache clean --force in the same RUN, or mount a cache there." },
  "yarn-cache": { what: "Cache of Yarn", advice: "Run yarn cache clean in the same RUN, or mount a cache there." },
  "go-cache": {
    what: "Cache of Go",
    advice: "Build in an earlier stage and copy the program, or mount a cache there.",
  },
  "cargo-cache": {
    what: "Registry of Cargo",
    advice: "Build in an earlier stage and copy the program, or mount a cache there.",
  },
  "orphan-bytecode": {
    what: "Python bytecode without its source",
    advice: "Python never reads it. List __pycache__ in .dockerignore.",
  },
  "git-folder": { what: "History of Git", advice: "List .git in .dockerignore, or clone in an earlier stage." },
  "dev-modules": {
    what: "Package for development",
    advice: "Install with npm ci --omit=dev, or build in an earlier stage.",
  },
  logs: { what: "Logs", advice: "Delete them in the RUN that writes them." },
  "temporary-files": {
    what: "Temporary files",
    advice: "Delete them in the RUN that writes them, or mount a tmpfs there.",
  },
  documentation: { what: "Documentation", advice: "Leave it out when installing, or choose a slim base image." },
};

/** dive's figures and rules. */
export const diveMessages = {
  efficiency: "Image efficiency score",
  wastedBytes: "Potential wasted space",
  userWastedPercent: "Wasted in the layers above the first",
  oneLayer: "only one layer",
  percent: (ratio: number) => `${(ratio * 100).toFixed(ratio > 0.9995 && ratio < 1 ? 2 : 1)}%`,
  why: "dive counts paths: one that several layers have counts with all its copies, the visible one too, and files of a deleted folder don't count. Dead bytes are exact: each stored byte that no path shows.",
  noRules: "Add a file .dive-ci to the context to see whether the image passes its rules.",
  rules: "Rules of .dive-ci",
  marks: { passed: "✓", failed: "✕", disabled: "–", unreadable: "!" } satisfies Record<DiveRule["outcome"], string>,
  outcome: ({ name, threshold, isDefault, outcome }: DiveRule, efficiency: Efficiency): string => {
    const limit = `${threshold}${isDefault ? " by default" : ""}`;
    switch (outcome) {
      case "passed":
        return `passed: ${seen(name, efficiency)}, limit ${limit}`;
      case "failed":
        return `failed: ${seen(name, efficiency)}, limit ${limit}`;
      case "disabled":
        return isDefault ? "is disabled by default" : "is disabled";
      case "unreadable":
        return `has no value that dive can read: ${threshold}`;
    }
  },
} as const;

function seen(name: DiveRule["name"], { efficiency, wastedBytes, userWastedPercent }: Efficiency): string {
  switch (name) {
    case "lowestEfficiency":
      return efficiency.toFixed(4);
    case "highestWastedBytes":
      return formatSize(wastedBytes);
    case "highestUserWastedPercent":
      return (userWastedPercent ?? 0).toFixed(4);
  }
}

/** A fix tried in the background. */
export const trialMessages = {
  start: "Try it",
  startDetail: "Build with this fix in the background, and compare the image",
  cancel: "Cancel trial",
  building: "Building with this fix…",
  comparing: "Comparing the two images…",
  failed: "The build with this fix fails",
  saves: (bytes: number) =>
    bytes >= 0 ? `Built: saves ${formatSize(bytes)}` : `Built: the image grows by ${formatSize(-bytes)}`,
  same: (removes: readonly string[]) =>
    removes.length === 0
      ? "The image has the same files."
      : `Apart from ${removes.join(", ")}, the image has the same files.`,
  differ: (count: number) => `${counted(count, "path")} ${count === 1 ? "differs" : "differ"}:`,
  otherConfig: "The configuration differs.",
  changes: {
    added: "is new",
    removed: "is missing",
    content: "has other content",
    attributes: "has another mode or owner",
  } satisfies Record<ImageDifferences["items"][number]["change"], string>,
} as const;

/** A fix for dead bytes. */
export const fixMessages = {
  apply: "Apply fix",
  cancel: "Cancel",
  saves: (size: string) => `Saves ${size} in the next build`,
  newFile: (path: string) => `${path} (new)`,
  changesIn: (path: string) => `Changes in ${path}`,
  lineKinds: { same: "unchanged", left: "removed", right: "added" } satisfies Record<DiffLine["kind"], string>,
  title: (fix: DeadFix) => {
    switch (fix.kind) {
      case "join":
        return `Join lines ${fix.lines[0]} to ${fix.lines[1]} into one RUN`;
      case "ignore":
        return fix.ignored.length === 0
          ? "Don't copy them, and remove the RUN that deletes them"
          : fix.edits.length === 0
            ? "Ignore them"
            : "Ignore them, and remove the RUN that deletes them";
      case "copy-flag":
        return `Use ${fix.flag} while copying`;
      case "cache-mount":
        return `Mount a cache at ${fix.target}`;
      case "copy-once":
        return "Remove the second COPY";
    }
  },
} as const;
