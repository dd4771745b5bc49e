/**
 * The order of a walk through folders: names are compared part by part, so `a/b` comes before `a.txt`. Layers are
 * written in it, as containerd's diff does. Bytes are compared, not UTF-16 code units.
 */
export function comparePaths(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** A slash ends a name, so it sorts first. Surrogates (beyond U+FFFF) sort last, as in UTF-8. */
function rank(unit: number): number {
  if (unit === 0x2f) return 0;
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
