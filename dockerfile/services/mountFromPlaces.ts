import type { RunMount } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";

/** Where the values of `from` are in a mount, as offsets; none if quotes or joined lines separate it from the text. */
export function mountFromPlaces(
  { syntax }: Dockerfile,
  { range, raw }: RunMount,
): readonly { readonly start: number; readonly end: number }[] {
  const { lines, text } = syntax;
  const start = lines.offsetAt(range.start);
  if (text.slice(start, lines.offsetAt(range.end)) !== raw) return [];
  return [...raw.matchAll(/(?<=(?:^|,)from=)[^,"]+/g)].map((match) => {
    const at = start + match.index;
    return { start: at, end: at + match[0].length };
  });
}
