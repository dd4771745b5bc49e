import type { LayerRelation, PackageSystem } from "#contract/imageComparison.ts";
import { counted } from "../../lib/counted.ts";

export const messages = {
  title: "Comparison",
  notYet: "Nothing to compare yet",
  notYetDetail: "Build, edit the Dockerfile, and build again to see what the edit did.",
  orChooseDetail:
    "Edit the Dockerfile and build again to see what the edit did, or choose another build or image above.",
  shared: "A shared copy has no comparison",
  sharedDetail: "It holds one build. Make it yours and build to compare.",
  before: "Before",
  after: "After",

  choose: "Choose a build or image",
  swap: "Swap the two",
  latest: "Latest build",
  copyLink: "Copy link to this comparison",
  linkCopied: "Link copied",
  linkNotCopied: "The browser does not allow copying. The address of this page is the same link.",
  notFound: "Nothing to compare",
  notFoundDetail: (what: string) => `${what} It may have been removed, or belong to another workspace.`,
  compareLatest: "Compare the latest build",
  builds: "Builds",
  images: "Images",
  named: (time: string, builder: string | undefined, name: string, size: string | undefined) =>
    [time, builder, name, size].filter(Boolean).join(" · "),
  alike: (label: string, id: string) => `${label} · ${id}`,
  untagged: (id: string) => `untagged ${id}`,
  loading: "Comparing",

  sizes: (before: string, after: string) => `${before} → ${after}`,
  sizesDetail: (before: string, after: string) => `${before} before, ${after} after`,
  same: "The two images are the same.",
  sameFiles: "The files are the same.",
  layersOf: (fresh: number, again: number, shared: number) =>
    [
      fresh > 0 && `${counted(fresh, "layer")} new`,
      again > 0 && `${again.toLocaleString("en-US")} rebuilt with the same files`,
      `${shared.toLocaleString("en-US")} shared`,
    ]
      .filter(Boolean)
      .join(", "),

  strata: "Layers side by side",
  layerCount: (count: number) => counted(count, "layer"),
  marks: { same: "", rebuilt: "=", changed: "~", removed: "−", added: "+" } satisfies Record<LayerRelation, string>,
  relations: {
    same: "The same layer in both",
    rebuilt: "Built again with the same files; only times differ",
    changed: "The same step with other files",
    removed: "Only in the image before",
    added: "Only in the image after",
  } satisfies Record<LayerRelation, string>,
  pair: (step: string, relation: string, before: string | undefined, after: string | undefined) =>
    `${step}. ${relation}. ${[before && `Before: ${before}`, after && `After: ${after}`].filter(Boolean).join(", ")}`,

  parts: "What differs",
  tabs: { files: "Files", dockerfile: "Dockerfile", config: "Config", packages: "Packages" },

  filesTree: "Paths that differ",
  fileCounts: (added: number, deleted: number, changed: number) =>
    `+${added.toLocaleString("en-US")} −${deleted.toLocaleString("en-US")} ~${changed.toLocaleString("en-US")}`,
  fileCountsDetail: (added: number, deleted: number, changed: number, times: number) =>
    `${counted(added, "file")} added, ${deleted.toLocaleString("en-US")} removed, ${changed.toLocaleString("en-US")} changed` +
    (times > 0 ? `; ${counted(times, "file")} with only another time` : ""),
  byFolder: "By folder",
  bySize: "By size",
  order: "Order of the paths",
  find: "Find path",
  nothingFound: "No path fits.",
  more: (count: number) => `Show more (${count.toLocaleString("en-US")} left)`,
  changes: { added: "added", deleted: "removed", changed: "changed", unchanged: "in it" },
  inside: (count: number) => counted(count, "file"),
  mode: (before: string, after: string) => `${before} → ${after}`,

  fileTitle: (path: string) => path,
  binary: "This file is not text.",
  cut: "Only the first 256 KiB of each are compared.",
  sameText: "The text is the same; what differs is its place, mode, owner, or time.",

  noDockerfile: "No Dockerfile to compare",
  noDockerfileDetail: "At least one of the images was not built here.",
  sameDockerfile: "The Dockerfiles are the same.",
  dockerfiles: "Dockerfile before and after",

  configTable: "Fields of the configuration that differ",
  sameConfig: "The configurations are the same.",
  field: "Field",
  unset: "not set",
  moreConfig: (count: number) => `${counted(count, "more field differs", "more fields differ")}.`,

  packageTable: "Packages that differ",
  package: "Package",
  none: "none",
  samePackages: "The packages are the same.",
  noPackages: "No package manager left a list in either image.",
  systems: { dpkg: "dpkg", apk: "apk", rpm: "rpm", pip: "pip", npm: "npm" } satisfies Record<PackageSystem, string>,
  packageCounts: (system: string, before: number, after: number) =>
    before === after
      ? `${system}: ${before.toLocaleString("en-US")}`
      : `${system}: ${before.toLocaleString("en-US")} → ${after.toLocaleString("en-US")}`,
  morePackages: (count: number) => `${counted(count, "more package differs", "more packages differ")}.`,
  unread: (path: string, side: "a" | "b", why: "format" | "too-large" | "damaged") =>
    `${path} (${side === "a" ? "before" : "after"}) was not read: ${
      { format: "its format is not supported", "too-large": "it is too large", damaged: "it is damaged" }[why]
    }.`,
} as const;
