import { type Workspace, type WorkspaceContent, type WorkspaceFile, workspaceSchema } from "#contract/workspace.ts";
import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";

/** The workspace that a lesson is taken in. Builds need a Dockerfile, if only an empty one to begin with. */
export function lessonWorkspace(name: string, files: readonly WorkspaceFile[]): WorkspaceContent {
  const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
  const isThere = files.some(({ path }) => path === settings.dockerfile);
  const all = isThere ? files : [...files, textFile(settings.dockerfile, "")];
  return { name: name.slice(0, 128), files: [...putFiles([], all)], settings };
}

export async function readWorkspace(place: WorkspacePlace, { bodies }: LessonServices): Promise<Workspace> {
  const { json } = await bodies.workspaces.read(place);
  return workspaceSchema.parse(JSON.parse(Buffer.from(json).toString("utf8")));
}

/** Replaces the content; what it replaces becomes a version if `keeps`. Throws `workspace/stale` if it was saved since. */
export async function replaceContent(
  place: WorkspacePlace,
  before: Workspace,
  content: WorkspaceContent,
  { services, keeps }: { readonly services: LessonServices; readonly keeps: boolean },
): Promise<void> {
  const { workspaces } = services.bodies;
  if (keeps) await workspaces.keepVersion(place, bodyOf(contentIn(before)));
  await workspaces.save(place, bodyOf(content), before.revision);
  services.changes.saved(place.id);
}

export function contentIn({ name, files, settings, lastBuild }: Workspace): WorkspaceContent {
  return { name, files, settings, ...(lastBuild !== undefined && { lastBuild }) };
}

/** With the files put over those with the same path; undefined if nothing changes. `replaces`: whether other bytes go. */
export function withFiles(
  content: WorkspaceContent,
  files: readonly WorkspaceFile[],
): { readonly content: WorkspaceContent; readonly replaces: boolean } | undefined {
  const known = new Map(content.files.map((file) => [file.path, file]));
  const changed = files.filter((file) => !isSame(file, known.get(file.path)));
  if (changed.length === 0) return undefined;
  const replaces = changed.some(({ path }) => known.has(path));
  return { content: { ...content, files: [...putFiles(content.files, changed)] }, replaces };
}

function isSame(file: WorkspaceFile, other: WorkspaceFile | undefined): boolean {
  return other !== undefined && file.text === other.text && file.blob === other.blob && file.mode === other.mode;
}

export async function* bodyOf(content: WorkspaceContent): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from(JSON.stringify(content));
}
