import { create } from "zustand";
import { MAX_INLINE_TEXT, MAX_WORKSPACE_FILES, type WorkspaceFile } from "#contract/workspace.ts";
import { putBlob } from "../../api/client.ts";
import { cleanPath, pathFault } from "../../lib/contextPath.ts";
import { decodeText } from "../../lib/decodeText.ts";
import { digestOf } from "../../lib/sha256.ts";
import { addNotice } from "../page/notices.ts";
import { messages } from "./messages.ts";
import { addFiles, useWorkspace } from "./workspace.ts";
import { DEFAULT_MODE, EXECUTABLE_MODE, findFile, folder, putFiles, textFile } from "./workspaceFiles.ts";

/** Something to upload: a file, or a folder, which may be empty. */
export interface UploadEntry {
  readonly path: string;
  /** Undefined for a folder. */
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

/** Longer texts are stored as blobs: no editor handles them well. */
const INLINE_BYTES = Math.min(MAX_INLINE_TEXT, 1_000_000);

/** Uploads files one by one. Files uploaded before a failure stay. */
export async function upload(entries: readonly UploadEntry[]): Promise<void> {
  if (useUploads.getState().state.phase === "uploading") return refuse(messages.uploadRunning);
  const room = MAX_WORKSPACE_FILES - useWorkspace.getState().content.files.length;
  if (entries.length > room) return refuse(messages.tooManyFiles(entries.length, MAX_WORKSPACE_FILES));
  const stop = new AbortController();
  const total = entries.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
  let before = 0;
  const uploaded: WorkspaceFile[] = [];
  for (const { path: given, file } of entries) {
    const path = cleanPath(given);
    const fault = pathFault(path);
    if (fault) {
      refuse(messages.skipped(given, fault));
      continue;
    }
    const tell = (read: number) => show({ name: path, done: before + read, total, cancel: () => stop.abort() });
    tell(0);
    const made = file ? await readFile(path, file, tell, stop.signal) : folder(path);
    if (!made) break;
    uploaded.push(made);
    before += file?.size ?? 0;
  }
  useUploads.setState({ state: { phase: "idle" } });
  if (uploaded.length > 0) addUploaded(uploaded);
}

function addUploaded(uploaded: readonly WorkspaceFile[]): void {
  const before = useWorkspace.getState().content.files;
  const replaced = uploaded.flatMap(({ path }) => findFile(before, path) ?? []).filter(({ kind }) => kind !== "folder");
  addFiles(uploaded);
  if (replaced.length === 0) return;
  const text = messages.replaced(replaced.map(({ path }) => path));
  addNotice({ text, action: { label: messages.undo, run: () => addFiles(putFiles([], replaced)) } });
}

/** The file as the workspace stores it; undefined, with a notice, if it could not be uploaded. */
async function readFile(
  path: string,
  file: File,
  tell: (read: number) => void,
  signal: AbortSignal,
): Promise<WorkspaceFile | undefined> {
  try {
    if (file.size <= INLINE_BYTES) {
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      // Browsers hide a file's mode, and a script that is not executable would be the first surprise.
      if (text !== undefined) return textFile(path, text, text.startsWith("#!") ? EXECUTABLE_MODE : DEFAULT_MODE);
    }
    const blob = await digestOf(file, (read) => {
      signal.throwIfAborted();
      tell(read / 2);
    });
    const answer = await putBlob(blob, file, signal);
    if (answer.ok) return { path, kind: "blob", mode: DEFAULT_MODE, blob, size: file.size };
    refuse(messages.notUploaded(path, `${answer.problem.title}. ${answer.problem.detail}`));
  } catch (cause) {
    if (signal.aborted) refuse(messages.uploadCanceled);
    else refuse(messages.unreadable(path, cause instanceof Error ? cause.message : ""));
  }
  return undefined;
}

function show(state: Omit<Extract<UploadState, { phase: "uploading" }>, "phase">): void {
  useUploads.setState({ state: { phase: "uploading", ...state } });
}

function refuse(text: string): void {
  addNotice({ text, tone: "error" });
}
