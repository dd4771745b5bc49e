/** A side of `docker cp`: a path in a container, a file of the workspace, or `-` for a tar. */
export type CopyPlace =
  | { readonly kind: "container"; readonly ref: string; readonly path: string }
  | { readonly kind: "local"; readonly path: string }
  | { readonly kind: "stream" };

/** As the docker CLI tells the sides apart: `NAME:PATH`, unless it starts like a path. */
export function copyPlace(text: string): CopyPlace {
  if (text === "-") return { kind: "stream" };
  const at = text.indexOf(":");
  if (at <= 0 || text.startsWith("/") || text.startsWith(".")) return { kind: "local", path: text };
  return { kind: "container", ref: text.slice(0, at), path: text.slice(at + 1) || "/" };
}

/** The last part of a path: `c` of `/a/b/c/`. */
export function baseName(path: string): string {
  return path.replace(/\/+$/, "").split("/").at(-1) ?? "";
}

/** The folder that holds a path; `/` for one at the top. */
export function parentOf(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed.slice(0, Math.max(0, trimmed.lastIndexOf("/"))) || "/";
}

/** Whether what is in a folder is meant, not the folder: `/a/.` */
export function isContents(path: string): boolean {
  return path === "." || path.endsWith("/.");
}

export function endsAsFolder(path: string): boolean {
  return path.endsWith("/") || isContents(path);
}
