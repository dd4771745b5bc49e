import { readContextPath } from "#contract/contextPath.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import type { Files } from "#contract/workspaceFiles.ts";
import { FAULT_WORDS, type PathFault, type ResolvedPath } from "../command/consoleFiles.ts";

/** The files of a workspace, by path and by folder. */
export class FileTree {
  readonly files: Files;
  readonly #byPath = new Map<string, WorkspaceFile>();
  /** Names in each folder, sorted as they come. */
  readonly #names = new Map<string, Set<string>>([["", new Set()]]);

  constructor(files: Files) {
    this.files = files;
    for (const file of files) this.add(file);
  }

  /** Puts a file or folder into the tree, but not into `files`: for a tree of one's own. */
  add(file: WorkspaceFile): void {
    this.#byPath.set(file.path, file);
    this.#addNames(file.path);
    if (file.kind === "folder" && !this.#names.has(file.path)) this.#names.set(file.path, new Set());
  }

  #addNames(path: string): void {
    for (let end = path.length; end > 0; ) {
      const slash = path.lastIndexOf("/", end - 1);
      const folder = path.slice(0, Math.max(0, slash));
      const names = this.#names.get(folder);
      const name = path.slice(slash + 1, end);
      if (names?.has(name)) return;
      if (names === undefined) this.#names.set(folder, new Set([name]));
      else names.add(name);
      end = slash;
    }
  }

  isFolder(path: string): boolean {
    return this.#names.has(path);
  }

  file(path: string): WorkspaceFile | undefined {
    const found = this.#byPath.get(path);
    return found?.kind === "folder" ? undefined : found;
  }

  /** The names in a folder, sorted; undefined if it is none. */
  names(folder: string): readonly string[] | undefined {
    const names = this.#names.get(folder);
    return names === undefined ? undefined : [...names].sort();
  }

  /** What a path that was typed in `folder` leads to. The top of the workspace is its own parent, as `/` is. */
  resolve(folder: string, typed: string): ResolvedPath {
    if (typed === "") return invalid("not-found");
    const parts = typed.startsWith("/") || folder === "" ? [] : folder.split("/");
    const steps = typed.split("/").filter((step) => step !== "");
    for (const [index, step] of steps.entries()) {
      if (step === ".") continue;
      if (step === "..") {
        parts.pop();
        continue;
      }
      parts.push(step);
      const path = parts.join("/");
      if (this.isFolder(path)) continue;
      const isLast = index === steps.length - 1;
      const file = this.file(path);
      if (file !== undefined) {
        return isLast && !typed.endsWith("/") ? { kind: "file", path, file } : invalid("not-folder");
      }
      return absent([...parts, ...steps.slice(index + 1)].join("/"), isLast);
    }
    return { kind: "folder", path: parts.join("/") };
  }
}

function absent(path: string, hasParent: boolean): ResolvedPath {
  const read = readContextPath(path);
  if (read.ok) return { kind: "absent", path: read.path, hasParent };
  return invalid(read.fault === "nul" || read.fault === "climbs" ? "not-found" : "too-long");
}

function invalid(fault: PathFault): ResolvedPath {
  return { kind: "invalid", fault, message: FAULT_WORDS[fault] };
}
