import { Readable } from "node:stream";
import { ProblemError } from "#contract/problemError.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import type { PathStat } from "#server/containers/containers.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { problemOf } from "../faults/daemonError.ts";
import { pathFault } from "../faults/pathFault.ts";
import { baseName, endsAsFolder, isContents, parentOf } from "./copyPlace.ts";
import { type CopyRefusal, isFolder } from "./fromContainer.ts";

/** A file or a folder of the workspace, with the name it has in the tar; `""` puts what is in it at the top. */
interface Source {
  readonly files: readonly WorkspaceFile[];
  /** What the files' paths begin with, and the tar's paths don't. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** Copies files of the workspace into a container. Throws a ProblemError. */
export async function copyToContainer(
  context: CommandContext,
  from: string,
  target: { readonly ref: string; readonly path: string },
): Promise<{ readonly bytes: number } | CopyRefusal> {
  const { services, owner } = context;
  const source = await sourceOf(context, from);
  if ("refusal" in source) return source;
  const found = await problemOf(() => services.containers.stat(owner, target.ref, target.path));
  if ("problem" in found && found.problem.code !== "container/path") throw new ProblemError(found.problem);
  const stat = "value" in found ? found.value : undefined;
  const place = placeOf(source, isContents(from), target.path, stat);
  if ("refusal" in place) return place;
  const tar = Readable.from(tarOf(context, source, place.name), { objectMode: false });
  await services.containers.writeArchive(owner, target.ref, place.folder, tar);
  return { bytes: source.files.reduce((sum, { size }) => sum + size, 0) };
}

async function sourceOf({ files }: CommandContext, from: string): Promise<Source | CopyRefusal> {
  const resolved = await files.resolve(from);
  if (resolved.kind === "invalid") return { refusal: pathFault(from, resolved.fault) };
  if (resolved.kind === "absent") return { refusal: `lstat ${from}: no such file or directory` };
  if (resolved.kind === "file") return { files: [resolved.file], path: resolved.path, isFolder: false };
  const { path } = resolved;
  const inside = (await files.list()).filter((file) => path === "" || file.path.startsWith(`${path}/`));
  return { files: inside, path, isFolder: true };
}

/** The folder to unpack in, and the name there. */
function placeOf(
  source: Source,
  contents: boolean,
  target: string,
  stat: PathStat | undefined,
): { folder: string; name: string } | CopyRefusal {
  if (stat !== undefined && isFolder(stat)) return { folder: target, name: contents ? "" : baseName(source.path) };
  if (stat !== undefined) {
    return source.isFolder
      ? { refusal: `cannot copy directory ${source.path || "."} to file ${target}` }
      : { folder: parentOf(target), name: baseName(target) };
  }
  if (!source.isFolder && endsAsFolder(target)) return { refusal: "no such directory" };
  return { folder: parentOf(target), name: baseName(target) };
}

async function* tarOf({ files }: CommandContext, source: Source, name: string): AsyncGenerator<Uint8Array> {
  const mtime = Math.floor(Date.now() / 1000);
  const plain = { uid: 0, gid: 0, mtime };
  if (source.isFolder && name !== "") yield tarHeader({ path: name, type: "dir", mode: 0o755, size: 0, ...plain });
  for (const folder of foldersOf(source)) {
    yield tarHeader({ path: join(name, folder), type: "dir", mode: 0o755, size: 0, ...plain });
  }
  for (const file of source.files.filter(({ kind }) => kind !== "folder")) {
    const path = source.isFolder ? join(name, inner(source, file.path)) : name;
    yield tarHeader({ path, type: "file", mode: file.mode, size: file.size, ...plain });
    yield* files.read(file);
    yield tarPadding(file.size);
  }
  yield TAR_END;
}

/** Every folder inside, outer ones first. */
function foldersOf(source: Source): string[] {
  if (!source.isFolder) return [];
  const all = source.files.flatMap((file) => {
    const parts = inner(source, file.path).split("/");
    const depth = file.kind === "folder" ? parts.length : parts.length - 1;
    return Array.from({ length: depth }, (_none, index) => parts.slice(0, index + 1).join("/"));
  });
  return [...new Set(all)].sort();
}

function inner({ path }: Source, file: string): string {
  return path === "" ? file : file.slice(path.length + 1);
}

function join(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}
