/** Go's `path.Match` with `*` and `?`, which stop at a slash; without backtracking. */
export function matchesPath(text: string, pattern: string): boolean {
  const [parts, wanted] = [text.split("/"), pattern.split("/")];
  return parts.length === wanted.length && parts.every((part, index) => matchesPart(part, wanted[index] ?? ""));
}

function matchesPart(text: string, pattern: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    if (from < pattern.length && (pattern[from] === "?" || pattern[from] === text[at]) && pattern[from] !== "*") {
      at += 1;
      from += 1;
    } else if (pattern[from] === "*") {
      star = from;
      mark = at;
      from += 1;
    } else if (star !== -1) {
      mark += 1;
      at = mark;
      from = star + 1;
    } else return false;
  }
  return [...pattern.slice(from)].every((char) => char === "*");
}
