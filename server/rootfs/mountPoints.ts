import type { FileTree } from "#server/oci/store/fileTree.ts";
import { MAX_LINKS } from "#server/oci/store/lookupNode.ts";
import type { UpperEntry } from "./scanUpper.ts";

/** What the sandbox mounts over: files and folders of its own making if the image has none. */
const OWN_FILES = ["etc/hosts", "etc/resolv.conf", "etc/hostname", "etc/apt/apt.conf.d/99-one-id"];
const OWN_FOLDERS = ["dev", "proc", "sys"];

/**
 * An upper folder without the empty files and folders that the sandbox made to mount its own on: as in Docker, they are
 * no part of the writable layer. They are there while the container runs, and stay if its helper is killed. What a
 * command writes to these files never gets there.
 */
export function withoutOwnMountPoints(below: FileTree, entries: readonly UpperEntry[]): UpperEntry[] {
  const isMissing = (path: string) => below.lookup(path, false) === undefined;
  const files = new Set(OWN_FILES.map((path) => placeIn(below, path)).filter(isMissing));
  const made = new Set(entries.filter(({ path, type, size }) => files.has(path) && type === "file" && size === 0));
  const folders = new Set([...OWN_FOLDERS, ...[...made].flatMap(({ path }) => foldersAbove(path))].filter(isMissing));
  const needed = new Set<string>();
  // From the end: what is in a folder comes after it.
  const kept = entries.toReversed().filter((entry) => {
    const { path, type } = entry;
    const isOwn = made.has(entry) || (type === "dir" && folders.has(path) && !needed.has(path));
    if (!isOwn) needed.add(parentOf(path));
    return !isOwn;
  });
  return kept.reverse();
}

/** Folders for the mount points that a merged tree does not have, with those above them: Docker makes them too. */
export function missingMountPoints(tree: FileTree, targets: readonly string[], now: number): UpperEntry[] {
  const made = new Map<string, UpperEntry>();
  const attributes = { type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, allocated: 0, mtime: now } as const;
  for (const target of targets) {
    let folder = "";
    for (const name of target.split("/").filter((part) => part !== "" && part !== ".")) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const found = tree.lookup(path);
      folder = found?.path ?? path;
      if (found === undefined) made.set(path, { ...attributes, path });
    }
  }
  return [...made.values()];
}

/** Where a path leads: symlinks are followed, also to what is missing. */
function placeIn(tree: FileTree, path: string): string {
  const waiting = path.split("/").reverse();
  let place: string[] = [];
  for (let links = 0; waiting.length > 0; ) {
    const part = waiting.pop() ?? "";
    if (part === "..") place.pop();
    if (["", ".", ".."].includes(part)) continue;
    place.push(part);
    const { type, linkTarget = "" } = tree.lookup(place.join("/"), false)?.node.inode.entry ?? {};
    if (type !== "symlink") continue;
    links += 1;
    // The sandbox does not start with such a path.
    if (links > MAX_LINKS) return path;
    place = linkTarget.startsWith("/") ? [] : place.slice(0, -1);
    waiting.push(...linkTarget.split("/").reverse());
  }
  return place.join("/");
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function foldersAbove(path: string): string[] {
  const parent = parentOf(path);
  return parent === "" ? [] : [...foldersAbove(parent), parent];
}
