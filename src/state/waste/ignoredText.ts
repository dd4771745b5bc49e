/** A .dockerignore with more paths, each on a line of its own; the same text if it has them all. */
export function withIgnored(text: string, paths: readonly string[]): string {
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  // After a line that includes something again, a path must be repeated.
  const missing = /^\s*!/m.test(text) ? paths : paths.filter((path) => !present.has(path));
  if (missing.length === 0) return text;
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  return `${text}${gap}${missing.join("\n")}\n`;
}
