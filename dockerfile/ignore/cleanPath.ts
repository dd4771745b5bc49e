/** Go's `path.Clean`: no doubled slashes, no `.`, `..` resolved as far as it goes; "." for nothing. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    const last = parts[parts.length - 1];
    if (part !== ".." || last === ".." || (last === undefined && !rooted)) parts.push(part);
    else parts.pop();
  }
  const clean = parts.join("/");
  if (rooted) return `/${clean}`;
  return clean === "" ? "." : clean;
}
