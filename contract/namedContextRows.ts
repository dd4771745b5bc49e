import type { BuildRequest } from "./build.ts";
import type { WorkspaceSettings } from "./workspace.ts";
import { isWithin } from "./workspaceFiles.ts";

export type NamedContextRow = NonNullable<WorkspaceSettings["namedContexts"]>[number];
export type NamedContextValue = NonNullable<BuildRequest["namedContexts"]>[string];

interface Located {
  readonly path: string;
}

const IMAGE = "docker-image://";

/** Rows without a name or an image are still being filled in. */
export function filledContexts(rows: readonly NamedContextRow[] = []): NamedContextRow[] {
  return rows.filter(({ name, type, source }) => name !== "" && (type === "folder" || source !== ""));
}

/** The image of a row: some write it as buildx has it, with `docker-image://`. */
export const imageOf = (source: string): string => (source.startsWith(IMAGE) ? source.slice(IMAGE.length) : source);

/** An image as a request names it. */
export const imageContext = (source: string): NamedContextValue => `${IMAGE}${imageOf(source)}`;

/** The files in a folder; "" is the folder of all. */
export function filesWithin<File extends Located>(files: readonly File[], folder: string): File[] {
  return files.filter(({ path }) => folder === "" || isWithin(path, folder));
}

/** The same, with paths from there. */
export function filesInFolder<File extends Located>(files: readonly File[], folder: string): File[] {
  const length = folder === "" ? 0 : folder.length + 1;
  return filesWithin(files, folder).map((file) => ({ ...file, path: file.path.slice(length) }));
}
