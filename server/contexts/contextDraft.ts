import { folderOf } from "#contract/contextPath.ts";
import { problemError } from "#contract/problemError.ts";
import type { ContextLimits } from "./contextLimits.ts";
import type { ContextEntry } from "./contextManifest.ts";

/** Collects entries within the limits; later ones replace earlier ones at the same path. */
export class ContextDraft {
  readonly #entries = new Map<string, ContextEntry>();
  readonly #limits: ContextLimits;
  /** The number of entries in each folder. */
  readonly #children = new Map<string, number>();
  /** The size of all files, including replaced ones: they were written too. */
  #bytes = 0;
  #names = 0;

  constructor(limits: ContextLimits) {
    this.#limits = limits;
  }

  get(path: string): ContextEntry | undefined {
    return this.#entries.get(path);
  }

  /** Call once for each file, before its bytes are read. Throws a ProblemError (context/too-large). */
  admit(path: string, size: number): void {
    const { maxFileBytes, maxBytes } = this.#limits;
    if (size > maxFileBytes) {
      throw problemError(
        "context/too-large",
        `${path} has ${size} bytes. The limit for a file is ${maxFileBytes} bytes.`,
        NEXT,
      );
    }
    if (this.#bytes + size > maxBytes) {
      throw problemError("context/too-large", `The context is larger than the limit of ${maxBytes} bytes.`, NEXT);
    }
    this.#bytes += size;
  }

  /** Creates parent folders. Throws a ProblemError (context/path, context/too-large). */
  add(entry: ContextEntry): void {
    this.#makeParents(entry.path);
    const there = this.#entries.get(entry.path);
    if (there?.type === "dir" && entry.type !== "dir" && this.#hasChildren(entry.path)) {
      throw problemError("context/path", `${entry.path} is both a folder with files and a ${entry.type}.`);
    }
    this.#put(entry);
  }

  entries(): ContextEntry[] {
    return [...this.#entries.values()];
  }

  #makeParents(path: string): void {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const parent = path.slice(0, slash);
      const there = this.#entries.get(parent);
      if (there?.type === "dir") return;
      if (there !== undefined) throw problemError("context/path", `${path} is in ${parent}, which is not a folder.`);
      this.#put({ path: parent, type: "dir", mode: 0o755, size: 0 });
    }
  }

  #hasChildren(path: string): boolean {
    return this.#children.has(path);
  }

  #count(path: string): void {
    const folder = folderOf(path);
    this.#children.set(folder, (this.#children.get(folder) ?? 0) + 1);
    this.#names += path.length;
  }

  #put(entry: ContextEntry): void {
    const { path, linkTarget = "" } = entry;
    if (!this.#entries.has(path)) this.#count(path);
    this.#names += linkTarget.length;
    if (this.#names > MAX_NAMES) {
      throw problemError("context/too-large", `The paths have more than ${MAX_NAMES} characters in total.`, NEXT);
    }
    this.#entries.set(path, entry);
    const { maxEntries } = this.#limits;
    if (this.#entries.size > maxEntries) {
      throw problemError("context/too-large", `The context has more than ${maxEntries} files.`, NEXT);
    }
  }
}

/** Limit for all paths and link targets together, in UTF-16 code units, so that the escaped manifest can be read back. */
const MAX_NAMES = 16_000_000;

const NEXT = { next: "Exclude what the build does not need with a .dockerignore file." };
