import { create } from "zustand";
import { MAX_INLINE_TEXT, MAX_WORKSPACE_FILES, type WorkspaceFile } from "#contract/workspace.ts";
import {
  DEFAULT_MODE,
  EXECUTABLE_MODE,
  type Files,
  findFile,
  folder,
  putFiles,
  textFile,
} from "#contract/workspaceFiles.ts";
import { putBlob } from "../../api/client.ts";
import { cleanPath, pathFault } from "../../lib/contextPath.ts";
import { decodeText } from "../../lib/decodeText.ts";
import { digestOf } from "../../lib/sha256.ts";
import { addNotice } from "../page/notices.ts";
import { messages } from "./messages.ts";
import { addFiles, useWorkspace } from "./workspace.ts";
import { keepAsVersion } from "./workspaceVersions.ts";

/** Something to upload: a file, or a folder, which may be empty. */
export interface UploadEntry {
  readonly path: string;
  readonly kind?: "file" | "folder" | "link";
  /** Bytes, if known before it is read. */
  readonly size?: number;
  readonly mode?: number;
  readonly read: () => Promise<Blob>;
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

/** Uploads files into the workspace, one by one. Files uploaded before a failure stay. */
export async function upload(entries: readonly UploadEntry[]): Promise<void> {
  const room = MAX_WORKSPACE_FILES - useWorkspace.getState().content.files.length;
  if (entries.length > room) return refuse(messages.tooManyFiles(entries.length, MAX_WORKSPACE_FILES));
  const uploaded = await uploadEach(entries);
  if (uploaded && uploaded.files.length > 0) addUploaded(uploaded.files);
}

/** The entries as files of a workspace, their bytes with the server; undefined, with a notice, if one is missing. */
export async function readUploads(entries: readonly UploadEntry[]): Promise<Files | undefined> {
  const uploaded = await uploadEach(entries);
  return uploaded?.isWhole ? putFiles([], uploaded.files) : undefined;
}

/** Undefined if nothing may be added: another upload runs, or the person canceled or left the workspace. */
async function uploadEach(
  entries: readonly UploadEntry[],
): Promise<{ readonly files: Files; readonly isWhole: boolean } | undefined> {
  if (useUploads.getState().state.phase === "uploading") {
    refuse(messages.uploadRunning);
    return undefined;
  }
  const stop = new AbortController();
  const total = entries.reduce((sum, { size = 0 }) => sum + size, 0);
  let before = 0;
  let isWhole = true;
  const uploaded: WorkspaceFile[] = [];
  for (const entry of entries) {
    const path = cleanPath(entry.path);
    const fault = pathFault(path);
    if (fault) {
      refuse(messages.skipped(entry.path, fault));
      continue;
    }
    const tell = (read: number) => show({ name: path, done: before + read, total, cancel: () => stop.abort() });
    tell(0);
    const made = entry.kind === "folder" ? folderOf(path, entry) : await readFile(path, entry, tell, stop.signal);
    if (!made) {
      isWhole = false;
      break;
    }
    uploaded.push(made);
    before += made.size;
  }
  useUploads.setState({ state: { phase: "idle" } });
  return stop.signal.aborted ? undefined : { files: uploaded, isWhole };
}

/** The files belong to the workspace that is open: another one must not get them. */
export function cancelUpload(): void {
  const { state } = useUploads.getState();
  if (state.phase === "uploading") state.cancel();
}

function addUploaded(uploaded: readonly WorkspaceFile[]): void {
  const before = useWorkspace.getState().content.files;
  const replaced = uploaded.flatMap(({ path }) => findFile(before, path) ?? []).filter(({ kind }) => kind !== "folder");
  if (replaced.length > 0) void keepAsVersion(useWorkspace.getState().content);
  addFiles(uploaded);
  if (replaced.length === 0) return;
  const text = messages.replaced(replaced.map(({ path }) => path));
  addNotice({ text, action: { label: messages.undo, run: () => addFiles(putFiles([], replaced)) } });
}

function folderOf(path: string, { mode }: UploadEntry): WorkspaceFile {
  return mode === undefined ? folder(path) : { ...folder(path), mode };
}

/** The file as the workspace stores it; undefined, with a notice, if it could not be uploaded. */
async function readFile(
  path: string,
  { read, mode }: UploadEntry,
  tell: (read: number) => void,
  signal: AbortSignal,
): Promise<WorkspaceFile | undefined> {
  try {
    const file = await read();
    signal.throwIfAborted();
    if (file.size <= INLINE_BYTES) {
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      // Browsers hide a file's mode, and a script that is not executable would be the first surprise.
      const guessed = text?.startsWith("#!") ? EXECUTABLE_MODE : DEFAULT_MODE;
      if (text !== undefined) return textFile(path, text, mode ?? guessed);
    }
    const blob = await digestOf(file, (done) => {
      signal.throwIfAborted();
      tell(done / 2);
    });
    const answer = await putBlob(blob, file, signal);
    if (answer.ok) return { path, kind: "blob", mode: mode ?? DEFAULT_MODE, blob, size: file.size };
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
