import type { WorkspaceFile } from "#contract/workspace.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import { applyEdits } from "../../lib/applyEdits.ts";
import { ignoreFile } from "../workspace/workspaceFiles.ts";
import { withIgnored } from "./ignoredText.ts";

/** A file that a fix changes; `before` is undefined for a new one. */
export interface FixedFile {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** The files that a fix changes; undefined if one of them is no text. */
export function fixedFiles(
  fix: DeadFix,
  files: readonly WorkspaceFile[],
  dockerfile: string,
): readonly FixedFile[] | undefined {
  const text = textOf(files.find(({ path }) => path === dockerfile));
  if (text === undefined) return undefined;
  const main = { path: dockerfile, before: text, after: applyEdits(text, fix.edits) };
  if (fix.kind !== "ignore" || fix.ignored.length === 0) return [main];
  const ignore = ignoreFile(files, dockerfile);
  const before = textOf(ignore);
  if (ignore !== undefined && before === undefined) return undefined;
  const after = withIgnored(before ?? "", fix.ignored);
  return [main, { path: ignore?.path ?? ".dockerignore", before, after }].filter((one) => one.before !== one.after);
}

function textOf(file: WorkspaceFile | undefined): string | undefined {
  return file?.kind === "text" ? file.text : undefined;
}
