/** Every path of the API, in one place. `{ref}` is URL-encoded: a name, a tag, or an id. */
export const routes = {
  openapi: () => "/api/openapi.json",
  health: () => "/api/health",
  workspace: () => "/api/workspace",
  workspaceEvents: () => "/api/workspace/events",
  contexts: () => "/api/contexts",
  blob: (digest: string) => `/api/blobs/${digest}`,
  builds: () => "/api/builds",
  build: (id: string) => `/api/builds/${encodeURIComponent(id)}`,
  buildEvents: (id: string) => `/api/builds/${encodeURIComponent(id)}/events`,
  check: () => "/api/check",
  images: () => "/api/images",
  image: (ref: string) => `/api/images/${encodeURIComponent(ref)}`,
  imageHistory: (ref: string) => `/api/images/${encodeURIComponent(ref)}/history`,
  imageInspect: (ref: string) => `/api/images/${encodeURIComponent(ref)}/inspect`,
  imageLayers: (ref: string) => `/api/images/${encodeURIComponent(ref)}/layers`,
  layerFiles: (ref: string, layer: number) => `/api/images/${encodeURIComponent(ref)}/layers/${layer}/files`,
  imageFiles: (ref: string, path: string) =>
    `/api/images/${encodeURIComponent(ref)}/files?path=${encodeURIComponent(path)}`,
  imageWaste: (ref: string) => `/api/images/${encodeURIComponent(ref)}/waste`,
  imageArchive: (ref: string) => `/api/images/${encodeURIComponent(ref)}/archive`,
  imageTags: (ref: string) => `/api/images/${encodeURIComponent(ref)}/tags`,
} as const;
