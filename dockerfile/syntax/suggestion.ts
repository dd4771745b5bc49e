/** Largest edit distance that still makes a suggestion, as BuildKit's `suggest` package has it (`< 3`). */
const NEAR = 2;

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const substitution = (previous[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      row.push(Math.min(substitution, (previous[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The option nearest to `value` if one is near; undefined if `value` is itself an option. */
export function nearestOption(
  value: string,
  options: Iterable<string>,
  { caseSensitive = true }: { caseSensitive?: boolean } = {},
): string | undefined {
  const wanted = caseSensitive ? value : value.toLowerCase();
  // A longer word is further than NEAR from anything it is compared with below.
  if (wanted.length > 256) return undefined;
  let best: string | undefined;
  let bestDistance = NEAR + 1;
  for (const option of options) {
    const candidate = caseSensitive ? option : option.toLowerCase();
    if (candidate === wanted) return undefined;
    if (Math.abs(candidate.length - wanted.length) > bestDistance) continue;
    const far = distance(wanted, candidate);
    // Of several that are as near, one that begins alike.
    const nearer = far === bestDistance && candidate[0] === wanted[0] && best?.[0]?.toLowerCase() !== wanted[0];
    if (far < bestDistance || (nearer && best !== undefined)) {
      best = caseSensitive ? option : matchCase(candidate, value);
      bestDistance = far;
    }
  }
  return best;
}

function matchCase(option: string, like: string): string {
  if (like === like.toLowerCase()) return option.toLowerCase();
  if (like === like.toUpperCase()) return option.toUpperCase();
  return option;
}

/** BuildKit's way to append a suggestion to a message. */
export function withSuggestion(message: string, option: string | undefined): string {
  return option === undefined ? message : `${message} (did you mean ${option}?)`;
}
