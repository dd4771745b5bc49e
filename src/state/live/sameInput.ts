import type { WorkspaceFile } from "#contract/workspace.ts";
import type { BuildInput } from "../build/buildRequest.ts";

/** Whether two inputs give the same build. Files that nobody changed are the same objects: their texts are not compared. */
export function isSameInput(a: BuildInput, b: BuildInput): boolean {
  return isSameSettings(a, b) && areSameSecrets(a, b) && areSameFiles(a.files, b.files);
}

function isSameSettings({ settings: a }: BuildInput, { settings: b }: BuildInput): boolean {
  return a === b || JSON.stringify({ ...a, tag: "" }) === JSON.stringify({ ...b, tag: "" });
}

function areSameSecrets({ secrets: a = {} }: BuildInput, { secrets: b = {} }: BuildInput): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function areSameFiles(a: readonly WorkspaceFile[], b: readonly WorkspaceFile[]): boolean {
  if (a === b) return true;
  const files = (all: readonly WorkspaceFile[]) => all.filter(({ kind }) => kind !== "folder");
  const [now, before] = [files(a), new Map(files(b).map((file) => [file.path, file]))];
  return now.length === before.size && now.every((file) => isSameFile(file, before.get(file.path)));
}

function isSameFile(a: WorkspaceFile, b: WorkspaceFile | undefined): boolean {
  if (a === b) return true;
  return b !== undefined && a.mode === b.mode && a.text === b.text && a.blob === b.blob;
}
