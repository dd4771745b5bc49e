export interface DiffLine {
  readonly kind: "same" | "left" | "right";
  readonly text: string;
}

/** Above this many pairs to compare, everything between the common ends counts as replaced. */
const MOST_PAIRS = 4_000_000;

/** Line diff of two texts: the longest common subsequence, without the equal ends. */
export function lineDiff(left: string, right: string, mostPairs = MOST_PAIRS): DiffLine[] {
  const a = left.split("\n");
  const b = right.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const same = (text: string): DiffLine => ({ kind: "same", text });
  return [
    ...a.slice(0, head).map(same),
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), mostPairs),
    ...a.slice(a.length - tail).map(same),
  ];
}

function diffMiddle(a: readonly string[], b: readonly string[], mostPairs: number): DiffLine[] {
  if (a.length * b.length > mostPairs)
    return [
      ...a.map((text): DiffLine => ({ kind: "left", text })),
      ...b.map((text): DiffLine => ({ kind: "right", text })),
    ];
  const width = b.length + 1;
  // lengths[i * width + j]: longest common subsequence of a from i and b from j.
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [here, there] = [a[i], b[j]];
    if (here !== undefined && here === there) {
      lines.push({ kind: "same", text: here });
      i += 1;
      j += 1;
    } else if (here !== undefined && (there === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: "left", text: here });
      i += 1;
    } else {
      lines.push({ kind: "right", text: there ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** The lines that change, with so many equal ones above and below each. */
export function nearChanges<Line extends Pick<DiffLine, "kind">>(
  lines: readonly Line[],
  around: number,
): readonly Line[] {
  const near = new Set<number>();
  for (const [index, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let at = index - around; at <= index + around; at++) near.add(at);
  }
  return lines.filter((_, index) => near.has(index));
}
