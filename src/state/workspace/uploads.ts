import { create } from "zustand";
import { MAX_INLINE_TEXT, MAX_WORKSPACE_FILES, type WorkspaceFile } from "#contract/workspace.ts";
import { putBlob } from "../../api/client.ts";
import { cleanPath, pathFault } from "../../lib/contextPath.ts";
import { decodeText } from "../../lib/decodeText.ts";
import { digestOf } from "../../lib/sha256.ts";
import { addNotice } from "../page/notices.ts";
import { addFiles, useWorkspace } from "./workspace.ts";
import { DEFAULT_MODE, EXECUTABLE_MODE, findFile, folder, putFiles, textFile } from "./workspaceFiles.ts";

/** Something to bring in: a file, or a folder that may be empty. */
export interface UploadEntry {
  readonly path: string;
  /** Absent for a folder. */
  readonly file?: File;
}

export type UploadState =
  | { readonly phase: "idle" }
  | {
      readonly phase: "uploading";
      readonly name: string;
      /** Bytes, of all files. */
      readonly done: number;
      readonly total: number;
      readonly cancel: () => void;
    };

export const useUploads = create<{ readonly state: UploadState }>(() => ({ state: { phase: "idle" } }));

/** A text longer than this is kept as a blob: no editor is pleasant with it. */
const INLINE_BYTES = Math.min(MAX_INLINE_TEXT, 1_000_000);

/** Brings files in, one after the other: what came in before a failure stays. */
export async function upload(entries: readonly UploadEntry[]): Promise<void> {
  if (useUploads.getState().state.phase === "uploading") return refuse("Another upload is still running.");
  const room = MAX_WORKSPACE_FILES - useWorkspace.getState().content.files.length;
  if (entries.length > room)
    return refuse(`That is ${entries.length} files; a workspace has room for ${MAX_WORKSPACE_FILES} in all.`);
  const stop = new AbortController();
  const total = entries.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
  let before = 0;
  const brought: WorkspaceFile[] = [];
  for (const { path: given, file } of entries) {
    const path = cleanPath(given);
    const fault = pathFault(path);
    if (fault) {
      refuse(`${given || "A file"} was left out. ${fault}`);
      continue;
    }
    const tell = (read: number) => show({ name: path, done: before + read, total, cancel: () => stop.abort() });
    tell(0);
    const made = file ? await readFile(path, file, tell, stop.signal) : folder(path);
    if (!made) break;
    brought.push(made);
    before += file?.size ?? 0;
  }
  useUploads.setState({ state: { phase: "idle" } });
  if (brought.length > 0) bringIn(brought);
}

function bringIn(brought: readonly WorkspaceFile[]): void {
  const before = useWorkspace.getState().content.files;
  const replaced = brought.flatMap(({ path }) => findFile(before, path) ?? []).filter(({ kind }) => kind !== "folder");
  addFiles(brought);
  if (replaced.length === 0) return;
  const what = replaced.length === 1 ? replaced[0]?.path : `${replaced.length} files`;
  addNotice({ text: `Replaced ${what}.`, action: { label: "Undo", run: () => addFiles(putFiles([], replaced)) } });
}

/** The file as the workspace keeps it; undefined (and said) where it could not be brought in. */
async function readFile(
  path: string,
  file: File,
  tell: (read: number) => void,
  signal: AbortSignal,
): Promise<WorkspaceFile | undefined> {
  try {
    if (file.size <= INLINE_BYTES) {
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      // Browsers don't tell a file's mode; a script that can't be run would be the first surprise.
      if (text !== undefined) return textFile(path, text, text.startsWith("#!") ? EXECUTABLE_MODE : DEFAULT_MODE);
    }
    const blob = await digestOf(file, (read) => {
      signal.throwIfAborted();
      tell(read / 2);
    });
    const answer = await putBlob(blob, file, signal);
    if (answer.ok) return { path, kind: "blob", mode: DEFAULT_MODE, blob, size: file.size };
    refuse(`${path} was not uploaded. ${answer.problem.title}. ${answer.problem.detail}`);
  } catch (cause) {
    if (signal.aborted) refuse("The upload was canceled.");
    else refuse(`${path} can't be read. ${cause instanceof Error ? cause.message : ""}`);
  }
  return undefined;
}

function show(state: Omit<Extract<UploadState, { phase: "uploading" }>, "phase">): void {
  useUploads.setState({ state: { phase: "uploading", ...state } });
}

function refuse(text: string): void {
  addNotice({ text, tone: "error" });
}
