import { isRepository } from "#contract/names/reference.ts";

/** The resource of a URL below `/v2/`. Digests, tags, and IDs are not validated. */
export type RegistryPath =
  | { readonly about: "base" }
  | { readonly about: "manifest"; readonly repository: string; readonly reference: string }
  | { readonly about: "blob"; readonly repository: string; readonly digest: string }
  | { readonly about: "uploads"; readonly repository: string }
  | { readonly about: "upload"; readonly repository: string; readonly id: string }
  | { readonly about: "tags"; readonly repository: string }
  | { readonly about: "referrers"; readonly repository: string; readonly digest: string };

export type ParsedRegistryPath =
  | { readonly ok: true; readonly path: RegistryPath }
  | { readonly ok: false; readonly why: "route" | "name" };

const UPLOADS = /^\/v2\/(.+)\/blobs\/uploads(?:\/([^/]*))?$/;
const REST = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/;

/** Parses a URL's path without decoding: a valid one has no escapes. */
export function parseRegistryPath(path: string): ParsedRegistryPath {
  if (path === "/v2" || path === "/v2/") return { ok: true, path: { about: "base" } };
  const found = uploadPath(path) ?? otherPath(path);
  if (found === undefined) return { ok: false, why: "route" };
  if (found.about !== "base" && !isRepository(found.repository)) return { ok: false, why: "name" };
  return { ok: true, path: found };
}

function uploadPath(path: string): RegistryPath | undefined {
  const [, repository, id = ""] = UPLOADS.exec(path) ?? [];
  if (repository === undefined) return undefined;
  return id === "" ? { about: "uploads", repository } : { about: "upload", repository, id };
}

function otherPath(path: string): RegistryPath | undefined {
  const [, repository, kind, last = ""] = REST.exec(path) ?? [];
  if (repository === undefined) return undefined;
  if (kind === "manifests") return { about: "manifest", repository, reference: last };
  if (kind === "blobs") return { about: "blob", repository, digest: last };
  if (kind === "referrers") return { about: "referrers", repository, digest: last };
  return last === "list" ? { about: "tags", repository } : undefined;
}
