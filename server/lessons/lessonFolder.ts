import fs from "node:fs";
import path from "node:path";
import { readContextPath } from "#contract/contextPath.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { LessonFiles } from "#lessons/scenario.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { MAX_LESSON_BYTES, MAX_LESSON_DEPTH, MAX_LESSON_FILE, MAX_LESSON_FILES } from "./lessonLimits.ts";
import type { LessonPlace } from "./lessonPlace.ts";

export interface LessonStores {
  readonly blobs: BlobStore;
  readonly contexts: ContextStore;
}

/** A file of a lesson, not read yet. */
interface Listed {
  readonly path: string;
  readonly size: number;
  readonly read: () => Uint8Array;
}

/** All files of a lesson. Throws a ProblemError: lesson/invalid if it is too large, context/not-found. */
export function readLessonFiles(place: LessonPlace, stores: LessonStores): LessonFiles {
  return readAll(listFiles(place, stores));
}

/** All files of a lesson in a folder. Throws as `readLessonFiles` does. */
export function readLessonFolder(dir: string): LessonFiles {
  return readAll(within(filesIn(dir, "", 0)));
}

function readAll(files: readonly Listed[]): LessonFiles {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MAX_LESSON_BYTES) throw tooLarge(`Its files are larger than ${MAX_LESSON_BYTES / 1e6} MB in all.`);
  return new Map(files.map(({ path: name, read }) => [name, read()]));
}

/** Reads single files; undefined if the lesson has none of this path. Throws as `readLessonFiles` does. */
export function lessonReader(place: LessonPlace, stores: LessonStores): (path: string) => Uint8Array | undefined {
  const files = new Map(listFiles(place, stores).map((file) => [file.path, file]));
  return (name) => {
    const safe = readContextPath(name);
    return safe.ok ? files.get(safe.path)?.read() : undefined;
  };
}

function listFiles(place: LessonPlace, stores: LessonStores): readonly Listed[] {
  return within(place.kind === "folder" ? filesIn(place.dir, "", 0) : filesOf(place.digest, stores));
}

function within(listed: Iterable<Listed>): readonly Listed[] {
  const files: Listed[] = [];
  for (const file of listed) {
    if (file.size > MAX_LESSON_FILE) throw tooLarge(`${file.path} is larger than ${MAX_LESSON_FILE / 1e6} MB.`);
    files.push(file);
    if (files.length > MAX_LESSON_FILES) throw tooLarge(`It has more than ${MAX_LESSON_FILES} files.`);
  }
  return files;
}

/** Links are left out: they could leave the folder. */
function* filesIn(dir: string, below: string, depth: number): Generator<Listed> {
  if (depth > MAX_LESSON_DEPTH) throw tooLarge(`Its folders nest deeper than ${MAX_LESSON_DEPTH}.`);
  const entries = fs.readdirSync(path.join(dir, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".git")) continue;
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    const full = path.join(dir, name);
    if (entry.isDirectory()) yield* filesIn(dir, name, depth + 1);
    else if (entry.isFile()) yield { path: name, size: fs.statSync(full).size, read: () => fs.readFileSync(full) };
  }
}

/** A lesson may be in the context's only folder, as an archive of a folder has it. */
function* filesOf(digest: Digest, { blobs, contexts }: LessonStores): Generator<Listed> {
  const files = contexts.require(digest).entries.filter(({ type }) => type === "file");
  const [first = ""] = files.map(({ path: name }) => name);
  const top = first.includes("/") ? first.slice(0, first.indexOf("/") + 1) : "";
  const prefix = files.every(({ path: name }) => name.startsWith(top)) ? top : "";
  for (const { path: name, size, digest: content } of files) {
    if (content === undefined) continue;
    yield { path: name.slice(prefix.length), size, read: () => blobs.readAll(content, MAX_LESSON_FILE) };
  }
}

function tooLarge(detail: string) {
  return problemError("lesson/invalid", `This lesson is too large. ${detail}`);
}
