import * as fs from "node:fs";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { MAX_LAYER_ENTRIES } from "#server/oci/store/layerIndex.ts";
import { pathInRoot } from "#server/oci/store/memberEntry.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import { type ScannedMember, scanTar } from "#server/oci/tar/tarScan.ts";

/**
 * The entries of a tar to unpack in a folder of a container, with paths from the container's root, symlinks on the way
 * followed inside it. Throws a ProblemError (container/invalid): not a tar, a name that leads out, or a folder where
 * a file is, and the other way around.
 */
export function archiveEntries(tarPath: string, tree: FileTree, folder: string): LayerEntry[] {
  const places = new Places(tree, folder);
  const fd = fs.openSync(tarPath, "r");
  try {
    const entries: LayerEntry[] = [];
    for (const member of scanTar(fd, fs.fstatSync(fd).size)) {
      const entry = placedEntry(member, places);
      if (entry !== undefined) entries.push(entry);
      if (entries.length > MAX_LAYER_ENTRIES) throw new TarError("It has too many files.");
    }
    return entries;
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw invalid(`Can't read the archive. ${error.message}`, "Send a tar.", error);
  } finally {
    fs.closeSync(fd);
  }
}

/** Undefined for the folder itself: it stays as it is, as in Docker. */
function placedEntry(member: ScannedMember, places: Places): LayerEntry | undefined {
  const name = cleanName(member.path);
  if (name === "") return undefined;
  const path = places.of(name);
  checkReplaces(member, path, places.tree);
  if (member.type !== "hardlink") return { ...member, path };
  return { ...member, path, linkTarget: places.of(cleanName(member.linkTarget ?? "")) };
}

function cleanName(path: string): string {
  try {
    return pathInRoot(path);
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw invalid(`invalid entry name ${JSON.stringify(path)}`, "Names must stay in the folder.", error);
  }
}

/** As with the engine's noOverwriteDirNonDir, which the docker CLI always asks for. */
function checkReplaces({ type, path: name }: ScannedMember, path: string, tree: FileTree): void {
  const there = tree.lookup(path, false)?.node;
  if (there === undefined || (type === "dir") === (there.children !== undefined)) return;
  const [from, to] = type === "dir" ? ["non-directory", "directory"] : ["directory", "non-directory"];
  throw invalid(`cannot overwrite ${from} "/${path}" with ${to} ${JSON.stringify(name)}`, "Remove it first.");
}

/** Where names of the archive are in the container. */
class Places {
  readonly tree: FileTree;
  readonly #folder: string;
  readonly #folders = new Map<string, string>();

  constructor(tree: FileTree, folder: string) {
    this.tree = tree;
    this.#folder = folder;
  }

  of(name: string): string {
    const path = this.#folder === "" ? name : `${this.#folder}/${name}`;
    const slash = path.lastIndexOf("/");
    return slash === -1 ? path : `${this.#real(path.slice(0, slash))}/${path.slice(slash + 1)}`.replace(/^\//, "");
  }

  /** A folder of the container, or one that the archive makes below such a folder. */
  #real(path: string): string {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const found = this.tree.lookup(path);
    const slash = path.lastIndexOf("/");
    const real =
      found?.node.children !== undefined
        ? found.path
        : slash === -1
          ? path
          : `${this.#real(path.slice(0, slash))}/${path.slice(slash + 1)}`;
    this.#folders.set(path, real);
    return real;
  }
}

function invalid(detail: string, next: string, cause?: unknown): ProblemError {
  return problemError("container/invalid", detail, { next }, { cause });
}
