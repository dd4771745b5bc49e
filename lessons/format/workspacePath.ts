import { readContextPath } from "#contract/contextPath.ts";

export type WorkspacePath =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly fault: "outside" | "climbs" | "invalid" };

/** Folders that are the top of the workspace: the home folders of Katacoda's and Killercoda's machines. */
const HOME = /^(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/scrapbook\/tutorial|\/home\/[^/]+)(?=\/|$)/;

/** Where the paths of a lesson start. */
export interface PathRoots {
  /** What relative paths of the editor are below, as a path in the workspace. */
  readonly editor: string;
  /** A folder outside the home folders that is the top of the workspace, too. */
  readonly top?: string;
}

/** The folders of a lesson, by its `uieditorpath`. */
export function pathRoots(editorPath: string | undefined): PathRoots {
  if (editorPath === undefined) return { editor: "" };
  const inHome = workspacePath(editorPath, { editor: "" });
  if (inHome.ok) return { editor: inHome.path };
  const top = editorPath.replace(/\/+$/, "");
  return inHome.fault === "outside" && top !== "" ? { editor: "", top } : { editor: "" };
}

/** A path as a lesson writes it, as a path in the workspace; "" is its top. */
export function workspacePath(written: string, roots: PathRoots): WorkspacePath {
  const trimmed = written.trim();
  const inside = insideOf(trimmed, roots);
  if (inside === undefined) return { ok: false, fault: "outside" };
  const read = readContextPath(inside);
  if (read.ok) return read;
  return { ok: false, fault: read.fault === "climbs" ? "climbs" : "invalid" };
}

function insideOf(path: string, { editor, top }: PathRoots): string | undefined {
  const home = HOME.exec(path);
  if (home !== null) return path.slice(home[0].length).replace(/^\/+/, "");
  if (top !== undefined && (path === top || path.startsWith(`${top}/`)))
    return path.slice(top.length).replace(/^\/+/, "");
  if (path.startsWith("/")) return undefined;
  return editor === "" ? path : `${editor}/${path}`;
}

/** What is wrong with a path, and what to do. */
export function pathMessage(written: string, fault: "outside" | "climbs" | "invalid"): string {
  if (fault === "outside") return `${written} is outside the workspace. Use a path below ~/, the top of the workspace.`;
  if (fault === "climbs") return `${written} leaves the workspace. Remove the \`..\` from the path.`;
  return `${written} can't be the path of a file. Use a shorter one, without special characters.`;
}
