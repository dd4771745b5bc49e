import type { PathStat } from "#server/containers/containers.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { pathFault } from "../faults/pathFault.ts";
import { endsAsFolder, isContents } from "./copyPlace.ts";

const GO_DIRECTORY = 0x8000_0000;

export function isFolder({ mode }: Pick<PathStat, "mode">): boolean {
  // Go's os.ModeDir is the highest of 32 bits.
  return mode >>> 0 >= GO_DIRECTORY;
}

export interface Copied {
  readonly bytes: number;
  /** What a workspace can't hold: links, devices. */
  readonly skipped: readonly string[];
}

/** What is wrong with where it should go, in the CLI's words. */
export type CopyRefusal = { readonly refusal: string };

/** Copies a file or a folder of a container into the workspace's files. Throws a ProblemError. */
export async function copyFromContainer(
  context: CommandContext,
  source: { readonly ref: string; readonly path: string },
  target: string,
): Promise<Copied | CopyRefusal> {
  const { services, owner } = context;
  const found = await services.containers.readArchive(owner, source.ref, source.path.replace(/\/\.$/, "") || "/");
  try {
    const place = await destination(context, found.stat, source.path, target);
    if ("refusal" in place) return place;
    return await unpack(context, found.tar, found.stat.name, place.path);
  } finally {
    found.tar.destroy();
  }
}

/** Where the copied file or folder itself comes to lie. */
async function destination(
  { files }: CommandContext,
  stat: PathStat,
  source: string,
  target: string,
): Promise<{ path: string } | CopyRefusal> {
  const resolved = await files.resolve(target);
  if (resolved.kind === "invalid") return { refusal: pathFault(target, resolved.fault) };
  if (resolved.kind === "folder") {
    const name = isContents(source) ? "" : stat.name === "/" ? "" : stat.name;
    return { path: join(resolved.path, name) };
  }
  if (resolved.kind === "file") {
    return isFolder(stat) ? { refusal: `cannot copy to non-directory: ${target}` } : { path: resolved.path };
  }
  if (!isFolder(stat) && endsAsFolder(target)) return { refusal: "no such directory" };
  const parent = resolved.path.split("/").slice(0, -1).join("/");
  if (parent !== "" && (await files.resolve(`/${parent}`)).kind !== "folder") {
    return { refusal: `invalid output path: directory ${JSON.stringify(`/${parent}`)} does not exist` };
  }
  return { path: resolved.path };
}

async function unpack(
  { files, signal }: CommandContext,
  tar: AsyncIterable<Uint8Array>,
  root: string,
  target: string,
): Promise<Copied> {
  const skipped: string[] = [];
  const folders: string[] = [];
  let bytes = 0;
  for await (const { header, content } of readTar(tar)) {
    signal.throwIfAborted();
    const inner = innerPath(header.path, root);
    if (inner === undefined) continue;
    const path = join(target, inner);
    if (header.type === "dir") folders.push(path);
    else if (header.type === "file") {
      await files.write(path, content(), header.mode & 0o777);
      bytes += header.size;
    } else skipped.push(path);
  }
  await addFolders(
    files,
    folders.filter((path) => path !== ""),
  );
  return { bytes, skipped };
}

/** The path within what was asked for. Undefined for one that leads elsewhere. */
function innerPath(path: string, root: string): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return undefined;
  return (root === "/" ? parts : parts.slice(1)).join("/");
}

/** Folders that hold no file have to be named. */
async function addFolders(files: CommandContext["files"], folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  await files.edit((now) => {
    const added = folders.filter((path) => !now.some((file) => file.path === path || file.path.startsWith(`${path}/`)));
    if (added.length === 0) return undefined;
    return [...now, ...added.map((path) => ({ path, kind: "folder" as const, mode: 0o755, size: 0 }))];
  });
}

function join(folder: string, path: string): string {
  return [folder, path].filter((part) => part !== "").join("/");
}
