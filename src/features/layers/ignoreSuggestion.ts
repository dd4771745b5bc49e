import type { WorkspaceFile } from "#contract/workspace.ts";

const IGNORE_FILE = ".dockerignore";

/** Lines for .dockerignore, and the file with them in it. */
export interface IgnoreSuggestion {
  readonly path: string;
  readonly lines: readonly string[];
  readonly text: string;
}

/**
 * What to add to .dockerignore so these image paths are never copied: the context paths with the same ending. Undefined
 * if the context has none, or all of them are ignored already.
 */
export function ignoreSuggestion(
  imagePaths: readonly string[],
  files: readonly WorkspaceFile[],
): IgnoreSuggestion | undefined {
  const known = contextPaths(files);
  const before = files.find((file) => file.path === IGNORE_FILE);
  if (before && before.kind !== "text") return undefined;
  const text = before?.text ?? "";
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const lines = imagePaths.flatMap((path) => closest(path, known) ?? []).filter((line) => !present.has(line));
  const fresh = [...new Set(lines)];
  if (fresh.length === 0) return undefined;
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  return { path: IGNORE_FILE, lines: fresh, text: `${text}${gap}${fresh.join("\n")}\n` };
}

/** Every file, and every folder above a file. */
function contextPaths(files: readonly WorkspaceFile[]): Set<string> {
  const paths = new Set<string>();
  for (const { path } of files) {
    const parts = path.split("/");
    for (let count = 1; count <= parts.length; count += 1) paths.add(parts.slice(0, count).join("/"));
  }
  return paths;
}

/** The context path that shares the longest ending with an image path, at least the file name. */
function closest(imagePath: string, known: ReadonlySet<string>): string | undefined {
  const wanted = imagePath
    .split("/")
    .filter((part) => part !== "")
    .reverse();
  let best: string | undefined;
  let most = 0;
  for (const path of known) {
    const parts = path.split("/").reverse();
    let shared = 0;
    while (shared < parts.length && parts[shared] === wanted[shared]) shared += 1;
    if (shared > most) [best, most] = [path, shared];
  }
  return best;
}
