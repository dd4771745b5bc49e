import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import type { NamedContexts } from "#dockerfile/plan/namedContext.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { findContextFile } from "./contextFile.ts";

const STANDARD_DOCKERFILE = "Dockerfile";
const MAX_DOCKERFILE = 8 * 1024 * 1024;

/** The files of a context, before .dockerignore. */
export interface Files {
  /** Same digest, same files. */
  readonly digest: Digest | undefined;
  readonly entries: readonly ContextEntry[];
  /** Contents that are not stored, such as of files that are being edited. */
  readonly texts?: ReadonlyMap<Digest, string>;
}

/** The text of a file; undefined if there is none. */
export function readText(blobs: BlobStore, files: Files, path: string, limit: number): string | undefined {
  const entry = findContextFile(files.entries, path);
  if (entry?.digest === undefined) return undefined;
  return files.texts?.get(entry.digest) ?? blobs.readAll(entry.digest, limit).toString("utf8");
}

/** The context named by a request; an empty one if it names none. Throws a ProblemError (context/not-found). */
export function openFiles(contexts: ContextStore, digest: Digest | undefined): Files {
  return digest === undefined ? { digest, entries: [] } : { digest, entries: contexts.require(digest).entries };
}

/** The Dockerfile's text: from the request, or from the context. */
export function readDockerfile(
  blobs: BlobStore,
  files: Files,
  request: { readonly dockerfile?: string | undefined; readonly dockerfileText?: string | undefined },
): { text: string; path: string } | { problem: Problem } {
  const path = (request.dockerfile ?? STANDARD_DOCKERFILE).replace(/^(?:\.?\/)+/, "");
  const text = request.dockerfileText ?? readText(blobs, files, path, MAX_DOCKERFILE);
  if (text !== undefined) return { text, path };
  const detail = `failed to read dockerfile: open ${path}: no such file or directory`;
  return { problem: problem("dockerfile/missing", detail, { next: `Add a file named ${path} to the context.` }) };
}

/** Finds the files of a named context by its normalized name. */
export type OpenNamed = (name: string) => Files;

/** The named contexts of a plan, opened on demand. `open` returns the files of a digest. */
export function openNamedFiles(contexts: NamedContexts | undefined, open: (digest: Digest) => Files): OpenNamed {
  return (name) => {
    const context = contexts?.get(name);
    if (context?.kind !== "files") throw new Error(`${name} was planned as a context of files`);
    return open(context.digest);
  };
}
