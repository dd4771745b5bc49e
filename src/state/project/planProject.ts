import { MAX_WORKSPACE_FILES, type WorkspaceSettings } from "#contract/workspace.ts";
import { parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";
import { cleanPath, foldersOf, nameOf, partsOf, pathFault } from "../../lib/contextPath.ts";
import type { Exported } from "../workspace/packWorkspace.ts";
import { messages } from "./messages.ts";
import { type ProjectEntry, UnreadableProject } from "./projectEntry.ts";

/** What is left out of a project for one reason: how many files below which names. */
export interface LeftOut {
  readonly files: number;
  /** The topmost names, those with most files first. */
  readonly names: readonly { readonly name: string; readonly files: number }[];
}

export interface ProjectPlan {
  readonly name: string;
  /** Its Dockerfile, if there is one. */
  readonly dockerfile: string | undefined;
  /** The files to take, by their paths in the project; and folders that would otherwise be missing. */
  readonly kept: readonly ProjectEntry[];
  readonly files: number;
  /** By .dockerignore. */
  readonly ignored: LeftOut;
  /** What hardly anybody builds with, unless it is asked for. */
  readonly usual: LeftOut;
  readonly links: number;
  /** Whether a workspace can't hold the files. */
  readonly isTooMany: boolean;
  /** Of an exported workspace. */
  readonly settings?: WorkspaceSettings;
}

/** Brought along only on request: they come back from `git clone` and `npm install`. */
const USUAL: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** What macOS puts into archives and folders for itself. */
const MAC_EXTRAS = /^__MACOSX(?:\/|$)|(?:^|\/)\.DS_Store$/;

/** The entries without the folder around all of them, if there is one, and that folder's name. */
export function unwrap(
  entries: readonly ProjectEntry[],
  fallback: string,
): { readonly name: string; readonly entries: readonly ProjectEntry[] } {
  const cleaned = entries
    .map((entry) => ({ ...entry, path: safePath(entry) }))
    .filter(({ path }) => path !== "" && !MAC_EXTRAS.test(path));
  const [first] = cleaned;
  const root = first === undefined ? "" : (partsOf(first.path)[0] ?? "");
  const isWrapped = cleaned.every(({ path, kind }) =>
    path === root ? kind === "folder" : path.startsWith(`${root}/`),
  );
  if (!isWrapped || root === "") return { name: fallback, entries: cleaned };
  const inside = cleaned.filter(({ path }) => path !== root);
  return { name: root, entries: inside.map((entry) => ({ ...entry, path: entry.path.slice(root.length + 1) })) };
}

/** Throws {@link UnreadableProject} for a path that leads out of the project: nothing of such an archive is taken. */
function safePath({ path }: ProjectEntry): string {
  const isOut = path.startsWith("/") || partsOf(path).includes("..");
  const clean = cleanPath(path);
  const fault = isOut ? messages.leadsOut : clean === "" ? undefined : pathFault(clean);
  if (fault !== undefined) throw new UnreadableProject(messages.badPath(path, fault));
  return clean;
}

/** The Dockerfile at the top: the one by that name, or else the first that is called like one. */
export function findDockerfile(entries: readonly ProjectEntry[]): string | undefined {
  const top = entries.filter(({ path, kind }) => kind === "file" && !path.includes("/")).map(({ path }) => path);
  const others = top.filter((path) => /^(?:Containerfile|Dockerfile\..+|.+\.Dockerfile)$/.test(path));
  const named = others.filter((path) => !path.endsWith(".dockerignore"));
  return top.includes("Dockerfile") ? "Dockerfile" : named.sort()[0];
}

/** The ignore file of a Dockerfile, as BuildKit finds it. */
export function findIgnoreFile(
  entries: readonly ProjectEntry[],
  dockerfile: string | undefined,
): ProjectEntry | undefined {
  const at = (path: string) => entries.find((entry) => entry.path === path && entry.kind === "file");
  return at(`${dockerfile}.dockerignore`) ?? at(".dockerignore");
}

export interface ProjectRules {
  readonly name: string;
  /** The text of its ignore file, and where it is. */
  readonly ignore: { readonly path: string; readonly text: string } | undefined;
  /** Whether to take .git and node_modules. */
  readonly takeUsual: boolean;
}

/** Sorts out what to take of the unwrapped entries of a project. */
export function planProject(entries: readonly ProjectEntry[], rules: ProjectRules): ProjectPlan {
  const { name, ignore, takeUsual } = rules;
  const dockerfile = findDockerfile(entries);
  const matcher = parseDockerignore(ignore?.text ?? "");
  const [kept, ignored, usual]: [ProjectEntry[], ProjectEntry[], ProjectEntry[]] = [[], [], []];
  for (const entry of entries) {
    // The builder reads these two no matter what the rules say.
    if (entry.path === dockerfile || entry.path === ignore?.path) kept.push(entry);
    else if (matcher.ignores(entry.path)) ignored.push(entry);
    else if (!takeUsual && partsOf(entry.path).some((part) => USUAL.has(part))) usual.push(entry);
    else kept.push(entry);
  }
  const filled = new Set(kept.flatMap(({ path, kind }) => (kind === "file" ? foldersOf(path) : [])));
  const taken = kept.filter(({ kind, path }) => kind === "file" || (kind === "folder" && !filled.has(path)));
  return {
    name,
    dockerfile,
    kept: taken,
    files: taken.filter(({ kind }) => kind === "file").length,
    ignored: leftOut(ignored, (path) => partsOf(path)[0] ?? path),
    usual: leftOut(usual, (path) => partsOf(path).find((part) => USUAL.has(part)) ?? nameOf(path)),
    links: kept.filter(({ kind }) => kind === "link").length,
    isTooMany: taken.length > MAX_WORKSPACE_FILES,
  };
}

const NONE: LeftOut = { files: 0, names: [] };

/** An exported workspace comes back as it was: nothing of it is left out, and no folder is taken for its wrapping. */
export function planExported(entries: readonly ProjectEntry[], { name, settings }: Exported): ProjectPlan {
  const kept = entries.map((entry) => ({ ...entry, path: safePath(entry) })).filter(({ path }) => path !== "");
  const files = kept.filter(({ kind }) => kind === "file");
  return {
    name,
    dockerfile: files.some(({ path }) => path === settings.dockerfile) ? settings.dockerfile : undefined,
    kept,
    files: files.length,
    ignored: NONE,
    usual: NONE,
    links: 0,
    isTooMany: kept.length > MAX_WORKSPACE_FILES,
    settings,
  };
}

function leftOut(entries: readonly ProjectEntry[], nameIn: (path: string) => string): LeftOut {
  const files = entries.filter(({ kind }) => kind !== "folder");
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(nameIn(path), (counts.get(nameIn(path)) ?? 0) + 1);
  const names = [...counts].map(([name, count]) => ({ name, files: count })).sort((a, b) => b.files - a.files);
  return { files: files.length, names };
}
