import { create } from "zustand";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { joinPath } from "../../lib/contextPath.ts";
import { openFile } from "../editor/editor.ts";
import { isLessonIndex, isLessonIndexPath } from "../lessons/lessonFiles.ts";
import { addNotice } from "../page/notices.ts";
import { readUploads, upload, useUploads } from "../workspace/uploads.ts";
import { changeContent, EMPTY_WORKSPACE, useWorkspace } from "../workspace/workspace.ts";
import { createWorkspace, openOrCreate } from "../workspace/workspaceActions.ts";
import { keepAsVersion } from "../workspace/workspaceVersions.ts";
import type { Dropped } from "./dropped.ts";
import { listFolders } from "./droppedEntries.ts";
import { isImageArchive } from "./imageArchive.ts";
import { messages } from "./messages.ts";
import { findDockerfile, findIgnoreFile, type ProjectPlan, planExported, planProject, unwrap } from "./planProject.ts";
import type { ProjectEntry } from "./projectEntry.ts";
import { archiveName, exportedIn, isArchive, readArchive } from "./readArchive.ts";

/** A folder or an archive that somebody brought, and what to do with it. */
export type ProjectState =
  | { readonly phase: "idle" }
  | { readonly phase: "reading"; readonly name: string; readonly cancel: () => void }
  | {
      readonly phase: "asking";
      readonly plan: ProjectPlan;
      readonly takeUsual: boolean;
      readonly planWith: (takeUsual: boolean) => ProjectPlan;
      /** The archive, if it is one: it can be kept as a file. */
      readonly archive: File | undefined;
      /** Whether it is the folder of a lesson. */
      readonly isLesson: boolean;
    }
  /** An archive of an image: to look into, or to take as a file or as a project. */
  | { readonly phase: "image"; readonly archive: File };

export const useProject = create<{ readonly state: ProjectState }>(() => ({ state: { phase: "idle" } }));

const show = (state: ProjectState) => useProject.setState({ state });

export function leaveProject(): void {
  const { state } = useProject.getState();
  if (state.phase === "reading") state.cancel();
  show({ phase: "idle" });
}

/** Takes what was dropped, pasted, or chosen: loose files come into the workspace, for a project somebody is asked. */
export async function takeFiles({ files, folders }: Dropped): Promise<void> {
  const [only] = files;
  if (folders.length > 0) {
    const loose = files.map((file): ProjectEntry => ({ path: file.name, kind: "file", read: async () => file }));
    const name = folders.map((folder) => folder.name).join(", ");
    return ask(name, async (signal) => [...(await listFolders(folders, signal)), ...loose], undefined);
  }
  if (only && files.length === 1 && isArchive(only.name)) {
    return (await isImageArchive(only)) ? show({ phase: "image", archive: only }) : askArchive(only);
  }
  await upload(files.map((file) => ({ path: file.webkitRelativePath || file.name, read: async () => file })));
}

/** Asks what to do with the files of an archive. */
export function askArchive(archive: File): Promise<void> {
  return ask(archive.name, (signal) => readArchive(archive, signal), archive);
}

/** Asks what to do with a folder that was chosen in a dialog. */
export function takeFolder(entries: readonly ProjectEntry[]): Promise<void> {
  return ask(entries[0]?.path.split("/")[0] ?? "", async () => [...entries], undefined);
}

async function ask(
  shownName: string,
  list: (signal: AbortSignal) => Promise<ProjectEntry[]>,
  archive: File | undefined,
): Promise<void> {
  const stop = new AbortController();
  show({ phase: "reading", name: shownName, cancel: () => stop.abort() });
  try {
    const listed = await list(stop.signal);
    const { name, entries } = unwrap(listed, archive ? archiveName(archive.name) : shownName);
    const found = findIgnoreFile(entries, findDockerfile(entries));
    const ignore = found && { path: found.path, text: await (await found.read()).text() };
    const exported = archive && (await exportedIn(archive));
    const planWith = (takeUsual: boolean) =>
      exported ? planExported(listed, exported) : planProject(entries, { name, ignore, takeUsual });
    const isLesson = await hasLessonIndex(entries);
    if (stop.signal.aborted) return;
    show({ phase: "asking", plan: planWith(false), takeUsual: false, planWith, archive, isLesson });
  } catch (cause) {
    if (stop.signal.aborted) return;
    show({ phase: "idle" });
    const reason = cause instanceof Error ? cause.message : "";
    addNotice({ tone: "error", text: messages.unreadable(shownName, reason) });
  }
}

async function hasLessonIndex(entries: readonly ProjectEntry[]): Promise<boolean> {
  const index = entries.find(({ path, kind }) => isLessonIndexPath(path) && kind === "file");
  return index !== undefined && isLessonIndex(index.path, await (await index.read()).text());
}

export function takeUsual(take: boolean): void {
  const { state } = useProject.getState();
  if (state.phase === "asking") show({ ...state, takeUsual: take, plan: state.planWith(take) });
}

/** Opens the project as a workspace of its own. */
export async function openAsWorkspace(plan: ProjectPlan): Promise<void> {
  const content = await contentOf(plan);
  // Who imports an exported workspace wants another one, even if it is the same.
  if (content) await (plan.settings ? createWorkspace(content) : openOrCreate(content));
}

/** Puts the project in place of the files; the server keeps those as a version. */
export async function replaceFiles(plan: ProjectPlan): Promise<void> {
  const before = useWorkspace.getState().content;
  const content = await contentOf(plan);
  if (!content) return;
  void keepAsVersion(before);
  changeContent(({ name, settings, lastBuild }) => ({
    name,
    files: content.files,
    settings: plan.settings ?? { ...settings, dockerfile: content.settings.dockerfile },
    ...(lastBuild !== undefined && { lastBuild }),
  }));
  openFile(undefined);
  addNotice({
    text: messages.replaced(plan.name),
    action: { label: messages.undo, run: () => changeContent(() => before) },
  });
}

/** Opens the project as the lesson that it is. */
export async function openAsLesson(plan: ProjectPlan): Promise<void> {
  const content = await contentOf(plan);
  if (!content) return;
  const { tryProject } = await import("../lessons/tryProject.ts");
  await tryProject(content.files);
}

/** Adds the project's files in a folder with its name. */
export async function addAsFolder({ kept, name }: ProjectPlan): Promise<void> {
  show({ phase: "idle" });
  await upload(kept.map((entry) => ({ ...entry, path: joinPath(name, entry.path) })));
}

/** Adds the archive as it is. */
export async function addAsFile(archive: File): Promise<void> {
  show({ phase: "idle" });
  await upload([{ path: archive.name, read: async () => archive }]);
}

async function contentOf(plan: ProjectPlan): Promise<WorkspaceContent | undefined> {
  show({ phase: "idle" });
  const files = await readUploads(plan.kept);
  if (!files || useUploads.getState().state.phase !== "idle") return undefined;
  const { settings } = EMPTY_WORKSPACE;
  return {
    name: plan.name.slice(0, 128),
    files: [...files],
    settings: plan.settings ?? {
      ...settings,
      dockerfile: plan.dockerfile ?? settings.dockerfile,
      tag: tagOf(plan.name),
    },
  };
}

/** The project's name as that of an image. */
function tagOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}
