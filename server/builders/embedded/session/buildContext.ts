import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Matcher, parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";
import type { NamedContexts } from "#dockerfile/plan/namedContext.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { contextSource } from "../sources/contextSource.ts";
import type { SourceTree } from "../sources/sourceTree.ts";
import { findContextFile } from "./contextFile.ts";

const STANDARD_DOCKERFILE = "Dockerfile";
const MAX_DOCKERFILE = 8 * 1024 * 1024;
const MAX_IGNORE = 8 * 1024 * 1024;

/** What a build may copy from: the context's files after .dockerignore. */
export interface BuildContext {
  /** Identifies these files without their times: same key, same files. */
  readonly key: string;
  /** An invalid pattern of its .dockerignore: BuildKit then builds nothing. */
  readonly mistake?: Problem;
  source(): SourceTree;
  /** A named context of the request, by its normalized name. */
  named(name: string): BuildContext;
}

export interface Files {
  /** Same digest, same files. */
  readonly digest: Digest | undefined;
  readonly entries: readonly ContextEntry[];
  /** Contents that are not stored, such as of files that are being edited. */
  readonly texts?: ReadonlyMap<Digest, string>;
}

function readText(blobs: BlobStore, files: Files, path: string, limit: number): string | undefined {
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

function ignoreProblem({ line, message }: Matcher["mistakes"][number]): Problem {
  return problem("context/invalid", `${message} (line ${line + 1} of .dockerignore)`, {
    next: "Correct the pattern: close every bracket, and escape a character after every backslash.",
  });
}

function withIgnoreFile(files: Files, ignore: string | undefined, now: number) {
  const matcher = ignore === undefined ? undefined : parseDockerignore(ignore);
  const [wrong] = matcher?.mistakes ?? [];
  const mistake = wrong && ignoreProblem(wrong);
  let source: SourceTree | undefined;
  return {
    ...(mistake && { mistake }),
    key: digestOf(JSON.stringify([files.digest ?? "", ignore ?? ""])),
    source: () => {
      if (mistake !== undefined) throw new ProblemError(mistake);
      source ??= contextSource(files.entries, (path) => matcher?.ignores(path) ?? false, now);
      return source;
    },
  };
}

/** `Dockerfile.dockerignore` beside the Dockerfile wins over `.dockerignore`; a named context has its own. */
export function openBuildContext(
  blobs: BlobStore,
  files: Files,
  dockerfilePath: string,
  now: number,
  openNamed: OpenNamed,
): BuildContext {
  const ignoreOf = (of: Files) => readText(blobs, of, ".dockerignore", MAX_IGNORE);
  const own = readText(blobs, files, `${dockerfilePath}.dockerignore`, MAX_IGNORE);
  const named = new Map<string, BuildContext>();
  const context: BuildContext = {
    ...withIgnoreFile(files, own ?? ignoreOf(files), now),
    named: (name) => {
      const known = named.get(name);
      if (known !== undefined) return known;
      const namedFiles = openNamed(name);
      const opened = { ...context, ...withIgnoreFile(namedFiles, ignoreOf(namedFiles), now) };
      named.set(name, opened);
      return opened;
    },
  };
  return context;
}
