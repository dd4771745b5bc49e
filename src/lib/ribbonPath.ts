/** Pixels, from the top of the column. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/** The outline of a ribbon that flows from a stretch at the left edge to one at the right, `width` pixels on. */
export function ribbonPath(left: Stretch, right: Stretch, width: number): string {
  const middle = round(width / 2);
  const [a, b, c, d] = [round(left.top), round(right.top), round(right.bottom), round(left.bottom)];
  return `M0 ${a}C${middle} ${a} ${middle} ${b} ${width} ${b}V${c}C${middle} ${c} ${middle} ${d} 0 ${d}Z`;
}

/** A thread from the middle of one stretch to the middle of the other. */
export function threadPath(left: Stretch, right: Stretch, width: number): string {
  const middle = round(width / 2);
  const from = round((left.top + left.bottom) / 2);
  const to = round((right.top + right.bottom) / 2);
  return `M0 ${from}C${middle} ${from} ${middle} ${to} ${width} ${to}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
