import { folderOf } from "#contract/contextPath.ts";
import { problemError } from "#contract/problemError.ts";
import { type DraftFile, ROOT_OWNER } from "../../../files/draftFile.ts";
import type { SourceNode } from "../../../files/sourceTree.ts";
import type { Match } from "../../../files/wildcards.ts";
import type { DraftTarget } from "../../layer/draftTarget.ts";
import type { ModeChange } from "./modeChange.ts";

/** How files are copied into the layer. */
export interface CopyRules extends DraftTarget {
  readonly mode: ModeChange | undefined;
  /** Whether a path below the source belongs to the copy (`--parents`, `--exclude`). */
  readonly includes: (path: string) => boolean;
  /** Whether a new folder at the destination gets the source's mode too, as that of a repository does. */
  readonly copiesTop?: boolean;
}

const FOLDER_MODE = 0o755;

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function newAttributes(rules: CopyRules, file: DraftFile): DraftFile {
  const isFolder = file.type === "dir";
  const mode = rules.mode === undefined || file.type === "symlink" ? file.mode : rules.mode.apply(file.mode, isFolder);
  return { ...file, ...rules.owner, mode };
}

/** Copies one source, as fsutil's Copier does: `destination` ends in `/` if it must be a folder. */
export function copyMatch(rules: CopyRules, match: Match, destination: string): void {
  const { draft, owner = ROOT_OWNER, now } = rules;
  const newFolders = rules.mode?.newFolders ?? FOLDER_MODE;
  const ensured = destination.endsWith("/") ? destination : folderOf(destination.slice(1));
  draft.mkdirAll(draft.rootPath(ensured), newFolders, owner, now);
  let target = draft.rootPath(destination);
  const isFolder = match.node.file.type === "dir";
  if (!isFolder && draft.lstat(target)?.type === "dir") target = joined(target, match.base);
  const copiesTop = rules.copiesTop === true && ensured !== destination && draft.lstat(target) === undefined;
  if (copiesTop) draft.put(target, newAttributes(rules, match.node.file), now);
  draft.mkdirAll(isFolder ? target : folderOf(target), newFolders, owner, now);
  const copier = new TreeCopier(rules);
  if (isFolder) copier.copyContent(match.node, target);
  else copier.copy(match.node, "", target);
}

class TreeCopier {
  readonly #rules: CopyRules;
  /** The first path each file was copied to: its other names become hard links to it. */
  readonly #firstPaths = new Map<object, string>();
  /** Folders that are created with the first file in them (`--parents`, `--exclude` leave no empty ones behind). */
  #waiting: { node: SourceNode; target: string }[] = [];

  constructor(rules: CopyRules) {
    this.#rules = rules;
  }

  /** Copies a folder's content into the target, which exists and keeps its own attributes except the time. */
  copyContent(node: SourceNode, target: string): void {
    for (const child of node.children() ?? []) this.copy(child, child.name, joined(target, child.name));
    this.#setTime(target, node);
  }

  /** `path` is relative to the source folder; "" if the source is a single file. */
  copy(node: SourceNode, path: string, target: string): void {
    const included = path === "" || this.#rules.includes(path);
    if (node.file.type === "dir") this.#copyFolder(node, path, target, included);
    else if (included) {
      this.#makeWaiting();
      this.#copyFile(node, target);
    }
  }

  #copyFolder(node: SourceNode, path: string, target: string, included: boolean): void {
    const before = this.#waiting.length;
    this.#waiting.push({ node, target });
    if (included) this.#makeWaiting();
    for (const child of node.children() ?? []) this.copy(child, joined(path, child.name), joined(target, child.name));
    if (this.#waiting.length > before) this.#waiting = this.#waiting.slice(0, before);
    else this.#setTime(target, node);
  }

  /** Adding files to a folder changed its time: it gets the source's again, unless it is a whole root. */
  #setTime(target: string, { name, file: { mtime } }: SourceNode): void {
    const there = this.#rules.draft.lstat(target);
    if (name !== "" && target !== "" && there?.type === "dir") this.#rules.draft.put(target, { ...there, mtime });
  }

  #makeWaiting(): void {
    for (const { node, target } of this.#waiting) {
      const there = this.#rules.draft.lstat(target);
      if (there !== undefined && there.type !== "dir") {
        throw problemError("build/copy", `cannot copy to non-directory: /${target}`, {
          next: "Use another destination, or remove the existing file first.",
        });
      }
      this.#put(target, newAttributes(this.#rules, node.file));
    }
    this.#waiting = [];
  }

  #copyFile(node: SourceNode, target: string): void {
    if (this.#rules.draft.lstat(target)?.type === "dir") {
      throw problemError("build/copy", `cannot replace to directory /${target} with file`, {
        next: "End the destination with a slash, or use another name.",
      });
    }
    const first = this.#firstPaths.get(node.identity);
    const { draft, now } = this.#rules;
    if (node.file.type === "file" && first !== undefined && draft.link(target, first, now)) return;
    this.#firstPaths.set(node.identity, target);
    this.#put(target, newAttributes(this.#rules, node.file));
  }

  #put(target: string, file: DraftFile): void {
    this.#rules.draft.put(target, file, this.#rules.now);
  }
}
