/** Moving tags, which people look for first. */
const MOVING = ["latest", "stable", "lts", "slim", "alpine", "edge", "main", "master"];

/** Tags in a useful order: moving ones, plain versions from newest to oldest, then all others. */
export function orderTags(tags: readonly string[], most: number): readonly string[] {
  const collator = new Intl.Collator("en", { numeric: true });
  const rankOf = (tag: string): number => {
    const moving = MOVING.indexOf(tag);
    if (moving !== -1) return moving;
    // The more suffixes a version has, the more special it is.
    const version = /^v?\d+(?:\.\d+)*(.*)$/.exec(tag);
    return MOVING.length + (version === null ? 20 : Math.min(19, (version[1] ?? "").split("-").length - 1));
  };
  const ranked = [...new Set(tags)].map((tag) => ({ tag, rank: rankOf(tag) }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank || collator.compare(b.tag, a.tag))
    .slice(0, most)
    .map(({ tag }) => tag);
}
