import { familiarName, normalizedName, parseReference, splitReference } from "#contract/names/reference.ts";

/**
 * Whether an image's name is one that a pattern means: `busybox` is any tag of it, `busybox:1.37` that tag, `busybox*` all
 * names that begin so. A name without a registry is Docker Hub's.
 */
export function matchesName(pattern: string, name: string): boolean {
  const read = parseReference(name);
  if (!read.ok) return pattern === name;
  const { registry, repository, tag } = read.reference;
  const untagged = { registry, repository };
  if (pattern.includes("*")) {
    const names = [read.reference, { ...untagged, ...(tag !== undefined && { tag }) }, untagged];
    return names.flatMap((each) => [familiarName(each), normalizedName(each)]).some((each) => fits(pattern, each));
  }
  const wanted = parseReference(pattern);
  if (!wanted.ok) return pattern === name;
  const isSameRepository = wanted.reference.registry === registry && wanted.reference.repository === repository;
  const parts = splitReference(pattern);
  if (!isSameRepository) return false;
  if (parts.digest !== undefined) return parts.digest === read.reference.digest;
  return parts.tag === undefined || parts.tag === tag;
}

/** Each part between stars, in order; takes the first place it can, which is enough with stars only. */
function fits(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  const last = parts[parts.length - 1] ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
