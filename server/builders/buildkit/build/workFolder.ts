import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { BuildRequest } from "#contract/build.ts";
import { isDigest } from "#contract/names/digest.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import { type Files, readText } from "../../request/contextFiles.ts";
import { writeContext } from "../context/writeContext.ts";

const MAX_IGNORE = 8 * 1024 * 1024;

/** The folder of one build: its context, its Dockerfile, and what else a client takes as a file. Nobody else may read it. */
export interface WorkFolder {
  readonly dir: string;
  readonly context: string;
  readonly dockerfile: string;
  /** Folders of named contexts, by name. */
  readonly named: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

export interface WorkSources {
  readonly blobs: BlobStore;
  readonly contexts: ContextStore;
  readonly request: BuildRequest;
  readonly files: Files;
  readonly read: { readonly text: string; readonly path: string };
}

/** Writes it below `parent`. Whatever happens, what was written is removed. */
export async function makeWorkFolder(parent: string, sources: WorkSources, signal: AbortSignal): Promise<WorkFolder> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const dir = await mkdtemp(join(parent, "build-"));
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 3 });
  try {
    return { dir, remove, ...(await write(dir, sources, signal)) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Shown by BuildKit beside line numbers. A path of a request may end in anything. */
function fileName(path: string): string {
  const name = basename(path);
  return /^\w[\w.-]{0,100}$/.test(name) ? name : "Dockerfile";
}

/**
 * BuildKit keeps the files of a folder for the next build from one of the same name, whoever sends it, and takes a file of
 * the same size and time for the one that it has. So a folder is named after what is in it.
 */
function folderName(prefix: string, ...contents: readonly (string | undefined)[]): string {
  return `${prefix}-${hexOf(digestOf(JSON.stringify(contents)))}`;
}

async function write(dir: string, { blobs, contexts, request, files, read }: WorkSources, signal: AbortSignal) {
  const folder = async (name: string) => {
    const path = join(dir, name);
    await mkdir(path, { mode: 0o700 });
    return path;
  };
  const context = await folder(folderName("context", request.context));
  await writeContext(blobs, files.entries, context, signal);
  const ignore = readText(blobs, files, `${read.path}.dockerignore`, MAX_IGNORE);
  const dockerfile = join(await folder(folderName("dockerfile", read.text, ignore)), fileName(read.path));
  await writeFile(dockerfile, read.text);
  if (ignore !== undefined) await writeFile(`${dockerfile}.dockerignore`, ignore);
  const named = new Map<string, string>();
  for (const [name, value] of Object.entries(request.namedContexts ?? {})) {
    if (!isDigest(value)) continue;
    const path = await folder(folderName(`named-${named.size}`, value));
    await writeContext(blobs, contexts.require(value).entries, path, signal);
    named.set(name, path);
  }
  const secrets = new Map<string, string>();
  const kept = await folder("secrets");
  for (const [id, value] of Object.entries(request.secrets ?? {})) {
    const path = join(kept, String(secrets.size));
    await writeFile(path, value, { mode: 0o600 });
    secrets.set(id, path);
  }
  return { context, dockerfile, named, secrets };
}
