import { posix } from "node:path";
import { folderOf } from "#contract/contextPath.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";

/** As on Linux: a longer chain of links is a loop. */
const MAX_LINKS = 40;

/**
 * The file of a context at a path, symbolic links followed. Links of the file itself stay within its folder, which is
 * all that a Docker client sends to read a Dockerfile from: `/` is that folder, and `..` stops at it.
 */
export function findContextFile(entries: readonly ContextEntry[], path: string): ContextEntry | undefined {
  const links: Links = { entries, left: MAX_LINKS };
  const folder = posix.dirname(path) === "." ? "" : follow(links, "", posix.dirname(path));
  if (folder === undefined) return undefined;
  const found = follow(links, folder, posix.basename(path));
  const entry = found === undefined ? undefined : entryAt(entries, found);
  return entry?.type === "file" ? entry : undefined;
}

interface Links {
  readonly entries: readonly ContextEntry[];
  /** How many more links may be followed. */
  left: number;
}

function entryAt(entries: readonly ContextEntry[], path: string): ContextEntry | undefined {
  return entries.find((candidate) => candidate.path === path);
}

/** The target of a path below `root`, itself not a link; undefined for a loop. */
function follow(links: Links, root: string, path: string): string | undefined {
  const rest = path.split("/");
  let at = root;
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      at = at === root ? root : folderOf(at);
      continue;
    }
    const next = at === "" ? part : `${at}/${part}`;
    const { linkTarget } = entryAt(links.entries, next) ?? {};
    if (linkTarget === undefined) {
      at = next;
      continue;
    }
    links.left -= 1;
    if (links.left < 0) return undefined;
    if (linkTarget.startsWith("/")) at = root;
    rest.unshift(...linkTarget.split("/"));
  }
  return at;
}
