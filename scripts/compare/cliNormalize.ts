/** What must differ between two engines, however alike they are: IDs, times, sizes, and how wide a column is for them. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/\bsha256:[0-9a-f]{12,64}\b/g, "<digest>"],
  [/\b[0-9a-f]{64}\b/g, "<id>"],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b/g, "<id>"],
  [/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z| ?[+-]\d{2}:?\d{2}(?: [A-Z]+)?)?/g, "<time>"],
  [/(?:Less than a second|About an? \w+|\d+ (?:second|minute|hour|day|week|month|year)s?)(?: ago)?/g, "<time>"],
  [/\b\d+(?:\.\d+)?(?:e[+-]\d+)? ?(?:[kMGT]i?)?B\b/g, "<size>"],
  [/\bsize: \d+/g, "size: <size>"],
  // Columns are as wide as what is in them.
  [/ {2,}/g, "  "],
  [/[ \t]+$/gm, ""],
];

/** The output of a command without what must differ. `names`: the names of one side, and what both sides call them. */
export function normalized(text: string, names: Readonly<Record<string, string>> = {}): string {
  const renamed = Object.entries(names).reduce((all, [name, shown]) => all.replaceAll(name, shown), text);
  return CHANGING.reduce((all, [pattern, shown]) => all.replace(pattern, shown), renamed.replaceAll("\r", "")).trim();
}
