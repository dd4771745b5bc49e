import { cleanPath } from "../../../ignore/cleanPath.ts";
import type { AddInstruction, CopyInstruction } from "../../../instructions/instruction.ts";
import { folderBelow } from "../../../stages/workdir.ts";
import type { Placed } from "./statementPair.ts";

/** A COPY or ADD of files of the context. */
export interface ContextCopy {
  readonly instruction: CopyInstruction | AddInstruction;
  readonly sources: readonly CopiedSource[];
  /** Absolute; undefined if the working folder is not known. */
  readonly destination: string | undefined;
}

export interface CopiedSource {
  /** Its place among the words. */
  readonly index: number;
  /** A path in the context, "." for all of it. May be a pattern. */
  readonly path: string;
}

/** Undefined if it is no COPY or ADD, or one that copies from somewhere else or in another way. */
export function contextCopy({ instruction, workdir, expanded }: Placed): ContextCopy | undefined {
  if (instruction.name !== "COPY" && instruction.name !== "ADD") return undefined;
  if (instruction.name === "COPY" && (instruction.from !== undefined || instruction.parents)) return undefined;
  const sources = instruction.sources.flatMap((source, index): CopiedSource[] => {
    if (source.kind !== "path") return [];
    return [{ index, path: cleanPath(expanded(source.path)).replace(/^\/+/, "") || "." }];
  });
  return { instruction, sources, destination: folderBelow(workdir, expanded(instruction.destination)) };
}

/** The files and folders of a context. */
export interface ContextPaths {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

export function readContextPaths(paths: readonly string[]): ContextPaths {
  const folders = new Set<string>(["."]);
  for (const path of paths) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) folders.add(path.slice(0, at));
  }
  return { files: new Set(paths), folders };
}

/** The context paths that a COPY puts at a path of the image. */
export function sourcesOf(
  imagePath: string,
  { sources, destination }: ContextCopy,
  context: ContextPaths,
): readonly { readonly path: string; readonly source: CopiedSource }[] {
  if (destination === undefined) return [];
  const folder = destination === "/" ? "" : destination;
  return sources.flatMap((source) => {
    const { path } = source;
    if (context.folders.has(path)) {
      if (!imagePath.startsWith(`${folder}/`)) return [];
      const rest = imagePath.slice(folder.length + 1);
      const inside = path === "." ? rest : `${path}/${rest}`;
      return context.files.has(inside) || context.folders.has(inside) ? [{ path: inside, source }] : [];
    }
    const name = path.slice(path.lastIndexOf("/") + 1);
    const isThere = imagePath === destination || imagePath === `${folder}/${name}`;
    return context.files.has(path) && isThere ? [{ path, source }] : [];
  });
}
