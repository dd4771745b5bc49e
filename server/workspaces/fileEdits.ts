import { problemError } from "#contract/problemError.ts";
import {
  MAX_WORKSPACE_FILES,
  type WorkspaceFile,
  type WorkspaceSaved,
  workspaceContentSchema,
  workspaceFileSchema,
} from "#contract/workspace.ts";
import { type Files, putFiles } from "#contract/workspaceFiles.ts";
import type { WorkspaceStore } from "./workspaceStore.ts";

/** A change of a workspace's files, small enough to send to a thread, however large the workspace is. */
export interface FileEdits {
  readonly put: Files;
  /** Paths. */
  readonly remove: readonly string[];
}

export function fileEdits(before: Files, after: Files): FileEdits {
  const old = new Map(before.map((file) => [file.path, file]));
  const kept = new Set(after.map(({ path }) => path));
  return {
    put: after.filter((file) => !isSame(file, old.get(file.path))),
    remove: before.flatMap(({ path }) => (kept.has(path) ? [] : [path])),
  };
}

function isSame(file: WorkspaceFile, other: WorkspaceFile | undefined): boolean {
  return (
    other !== undefined &&
    file.kind === other.kind &&
    file.mode === other.mode &&
    file.text === other.text &&
    file.blob === other.blob
  );
}

/** Saves the workspace with its files changed. Throws as `save` does, and `workspace/too-large` for too many files. */
export function editFiles(
  store: WorkspaceStore,
  owner: string,
  id: string,
  { put, remove }: FileEdits,
  expected: number,
): WorkspaceSaved {
  const { json } = store.read(owner, id);
  const content = workspaceContentSchema.parse(JSON.parse(json));
  const gone = new Set(remove);
  const added = put.map((file) => workspaceFileSchema.parse(file));
  const files = putFiles(
    content.files.filter(({ path }) => !gone.has(path)),
    added,
  );
  if (files.length > MAX_WORKSPACE_FILES) {
    throw problemError("workspace/too-large", `A workspace has at most ${MAX_WORKSPACE_FILES} files.`);
  }
  return store.save(owner, id, { ...content, files: [...files] }, expected);
}
