/** The page with a workspace open. */
export const WORKSPACE_PAGE = "/w/:id";

export const workspacePage = (id: string): string => fill(WORKSPACE_PAGE, { id });

/** Every path of the API, with parameters after a colon. */
export const paths = {
  openapi: "/api/openapi.json",
  health: "/api/health",
  workspace: "/api/workspace",
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
  plan: "/api/plan",
  check: "/api/check",
  base: "/api/bases/:ref",
  baseTags: "/api/bases/:ref/tags",
  cacheMounts: "/api/cache-mounts",
  cacheMount: "/api/cache-mounts/:id",
  images: "/api/images",
  image: "/api/images/:ref",
  imageHistory: "/api/images/:ref/history",
  imageInspect: "/api/images/:ref/inspect",
  imageLayers: "/api/images/:ref/layers",
  layerFiles: "/api/images/:ref/layers/:layer/files",
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
  workspaces: () => paths.workspaces,
  workspaceById: (id: string) => fill(paths.workspaceById, { id }),
  workspaceByIdEvents: (id: string) => fill(paths.workspaceByIdEvents, { id }),
  workspaceRestore: (id: string) => fill(paths.workspaceRestore, { id }),
  workspaceVersions: (id: string) => fill(paths.workspaceVersions, { id }),
  workspaceVersion: (id: string, version: number) => fill(paths.workspaceVersion, { id, version: `${version}` }),
  workspaceVersionRestore: (id: string, version: number) =>
    fill(paths.workspaceVersionRestore, { id, version: `${version}` }),
  contexts: () => paths.contexts,
  // A digest needs no encoding.
  blob: (digest: string) => paths.blob.replace(":digest", digest),
  builds: () => paths.builds,
  build: (id: string) => fill(paths.build, { id }),
  buildEvents: (id: string) => fill(paths.buildEvents, { id }),
  plan: () => paths.plan,
  check: () => paths.check,
  base: (ref: string) => fill(paths.base, { ref }),
  baseTags: (ref: string) => fill(paths.baseTags, { ref }),
  cacheMounts: () => paths.cacheMounts,
  cacheMount: (id: string) => fill(paths.cacheMount, { id }),
  images: () => paths.images,
  image: (ref: string) => fill(paths.image, { ref }),
  imageHistory: (ref: string) => fill(paths.imageHistory, { ref }),
  imageInspect: (ref: string) => fill(paths.imageInspect, { ref }),
  imageLayers: (ref: string) => fill(paths.imageLayers, { ref }),
  layerFiles: (ref: string, layer: number) => fill(paths.layerFiles, { ref, layer: `${layer}` }),
  imageFiles: (ref: string, path: string) =>
    `${fill(paths.imageFiles, { ref })}?path=${encodeURIComponent(path.toWellFormed())}`,
  imageWaste: (ref: string) => fill(paths.imageWaste, { ref }),
  imageArchive: (ref: string) => fill(paths.imageArchive, { ref }),
  imageTags: (ref: string) => fill(paths.imageTags, { ref }),
} as const satisfies Record<keyof typeof paths, (...parts: never[]) => string>;

/** As OpenAPI writes a path: `/api/images/{ref}`. */
export function pathTemplate(path: string): string {
  return path.replaceAll(/:(\w+)/g, "{$1}");
}

function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
