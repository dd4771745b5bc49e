import { encodeName } from "./names/nameBytes.ts";

/** Every path of the API, with parameters after a colon. */
export const paths = {
  openapi: "/api/openapi.json",
  health: "/api/health",
  workspace: "/api/workspace",
  workspaceEvents: "/api/workspace/events",
  contexts: "/api/contexts",
  blob: "/api/blobs/:digest",
  builds: "/api/builds",
  build: "/api/builds/:id",
  buildEvents: "/api/builds/:id/events",
  stepFiles: "/api/builds/:id/steps/:step/files",
  stepTree: "/api/builds/:id/steps/:step/tree",
  plan: "/api/plan",
  check: "/api/check",
  bases: "/api/bases",
  base: "/api/bases/:ref",
  baseTags: "/api/bases/:ref/tags",
  cacheMounts: "/api/cache-mounts",
  cacheMount: "/api/cache-mounts/:id",
  images: "/api/images",
  imagesPrune: "/api/images/prune",
  image: "/api/images/:ref",
  imageHistory: "/api/images/:ref/history",
  imageInspect: "/api/images/:ref/inspect",
  imageLayers: "/api/images/:ref/layers",
  layerFiles: "/api/images/:ref/layers/:layer/files",
  layerTree: "/api/images/:ref/layers/:layer/tree",
  imageFiles: "/api/images/:ref/files",
  imageWaste: "/api/images/:ref/waste",
  imageArchive: "/api/images/:ref/archive",
  imageTags: "/api/images/:ref/tags",
} as const;

/** The URLs of the API. `ref` is a name, a tag, or an ID. */
export const routes = {
  openapi: () => paths.openapi,
  health: () => paths.health,
  workspace: () => paths.workspace,
  workspaceEvents: () => paths.workspaceEvents,
  contexts: () => paths.contexts,
  // A digest needs no encoding.
  blob: (digest: string) => paths.blob.replace(":digest", digest),
  builds: (page: { readonly limit?: number; readonly before?: string | undefined } = {}) =>
    paths.builds + queryOf({ limit: page.limit?.toString(), before: page.before }),
  build: (id: string) => fill(paths.build, { id }),
  buildEvents: (id: string) => fill(paths.buildEvents, { id }),
  stepFiles: (id: string, step: string) => fill(paths.stepFiles, { id, step }),
  stepTree: (id: string, step: string) => fill(paths.stepTree, { id, step }),
  plan: () => paths.plan,
  check: () => paths.check,
  bases: (refs: readonly string[], platform: string) => {
    const asked = refs.map((ref) => `ref=${encodeURIComponent(ref.toWellFormed())}`);
    const of = platform === "" ? [] : [`platform=${encodeURIComponent(platform)}`];
    return `${paths.bases}?${[...asked, ...of].join("&")}`;
  },
  base: (ref: string) => fill(paths.base, { ref }),
  baseTags: (ref: string) => fill(paths.baseTags, { ref }),
  cacheMounts: () => paths.cacheMounts,
  cacheMount: (id: string) => fill(paths.cacheMount, { id }),
  images: () => paths.images,
  imagesPrune: () => paths.imagesPrune,
  image: (ref: string) => fill(paths.image, { ref }),
  imageHistory: (ref: string) => fill(paths.imageHistory, { ref }),
  imageInspect: (ref: string) => fill(paths.imageInspect, { ref }),
  imageLayers: (ref: string) => fill(paths.imageLayers, { ref }),
  layerFiles: (ref: string, layer: number, from = 0) =>
    `${fill(paths.layerFiles, { ref, layer: `${layer}` })}${from === 0 ? "" : `?from=${from}`}`,
  layerTree: (ref: string, layer: number) => fill(paths.layerTree, { ref, layer: `${layer}` }),
  imageFiles: (ref: string, path: string) => `${fill(paths.imageFiles, { ref })}?path=${encodeName(path)}`,
  imageWaste: (ref: string) => fill(paths.imageWaste, { ref }),
  imageArchive: (ref: string) => fill(paths.imageArchive, { ref }),
  imageTags: (ref: string) => fill(paths.imageTags, { ref }),
} as const satisfies Record<keyof typeof paths, (...parts: never[]) => string>;

/** As OpenAPI writes a path: `/api/images/{ref}`. */
export function pathTemplate(path: string): string {
  return path.replaceAll(/:(\w+)/g, "{$1}");
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? "" : `?${given.join("&")}`;
}

function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
