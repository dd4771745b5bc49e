import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

/** What a case folder says beside its Dockerfile and context (`case.json`). */
export interface CaseOptions {
  readonly target?: string;
  /** `{server}` in a value stands for the address of the server that has git repositories and files for ADD. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly network?: "default" | "none" | "host";
  readonly labels?: Readonly<Record<string, string>>;
  readonly noCacheFilter?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  /** `docker-image://…`, or a folder below `contexts` in the case's. */
  readonly namedContexts?: Readonly<Record<string, string>>;
  /** Paths, as regular expressions, that are not compared. */
  readonly ignore?: readonly string[];
  /** What `docker run` of the image prints. */
  readonly prints?: string;
  /** True where the build must fail on both sides, at the same line. */
  readonly fails?: boolean;
}

export interface Case {
  /** `topic/case`. */
  readonly name: string;
  /** The same as one word, for tags and folders. */
  readonly id: string;
  readonly dir: string;
  readonly options: CaseOptions;
}

/** Each `<topic>/<case>` below the folder whose name has one of these parts. */
export function readCases(root: string, only: readonly string[]): Case[] {
  return foldersIn(root)
    .flatMap((topic) => foldersIn(join(root, topic)).map((name) => `${topic}/${name}`))
    .filter((name) => only.length === 0 || only.some((part) => name.includes(part)))
    .map((name) => {
      const dir = join(root, name);
      const file = join(dir, "case.json");
      const options = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
      return { name, id: name.replace("/", "-"), dir, options };
    });
}

function foldersIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

type Entry = Omit<ContextEntry, "digest">;

/** What lies in a case's folder beside its context. */
export const NOT_CONTEXT: readonly string[] = ["case.json", "contexts"];

function entries(dir: string, prefix = ""): Entry[] {
  return readdirSync(join(dir, prefix)).flatMap((name) => {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    if (NOT_CONTEXT.includes(path)) return [];
    const stat = lstatSync(join(dir, path));
    const shared = { path, mode: stat.mode & 0o7777, mtime: Math.floor(stat.mtimeMs / 1000) };
    if (stat.isSymbolicLink()) {
      return [{ ...shared, type: "symlink" as const, size: 0, linkTarget: readlinkSync(join(dir, path)) }];
    }
    if (stat.isDirectory()) return [{ ...shared, type: "dir" as const, size: 0 }, ...entries(dir, path)];
    return [{ ...shared, type: "file" as const, size: stat.size }];
  });
}

/** A folder as the tar that `POST /api/contexts` takes. */
export async function* contextTar(dir: string): AsyncGenerator<Uint8Array> {
  for (const entry of entries(dir).sort((a, b) => comparePaths(a.path, b.path))) {
    yield tarHeader({ uid: 0, gid: 0, ...entry, mtime: entry.mtime ?? 0 });
    if (entry.type !== "file") continue;
    yield readFileSync(join(dir, entry.path));
    yield tarPadding(entry.size);
  }
  yield TAR_END;
}
