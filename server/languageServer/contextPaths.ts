import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Matcher } from "#dockerfile/ignore/dockerignore.ts";

/** Of a larger context, the paths nearest to its root are suggested. */
const MAX_PATHS = 5000;
const MAX_FOLDERS = 1000;
const MAX_DEPTH = 20;
const MAX_MS = 500;

/**
 * Paths below a folder as a build's context has them, with `/` between their parts and after folders; nearest to the
 * root first. What can't be read is skipped.
 */
export async function listContext(root: string, ignore: Matcher | undefined): Promise<readonly string[]> {
  const deadline = performance.now() + MAX_MS;
  const found: string[] = [];
  const folders = [""];
  for (let index = 0; index < Math.min(folders.length, MAX_FOLDERS); index++) {
    const folder = folders[index] ?? "";
    if (found.length >= MAX_PATHS || performance.now() > deadline) break;
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.slice(0, MAX_PATHS - found.length)) {
      const below = folder + entry.name;
      const isIgnored = ignore?.ignores(below) ?? false;
      // A `!` may include something below.
      if (entry.isDirectory() && (!isIgnored || ignore?.hasExclusions) && below.split("/").length < MAX_DEPTH) {
        folders.push(`${below}/`);
      }
      if (!isIgnored) found.push(entry.isDirectory() ? `${below}/` : below);
    }
  }
  return found;
}
