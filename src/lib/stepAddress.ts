/** The step in a URL: `#3` is the third, `#0` the introduction, the one after the last the end; undefined if it names none. */
export function stepOfHash(hash: string, steps: number): number | undefined {
  const number = /^#(\d{1,4})$/.exec(hash)?.[1];
  if (number === undefined) return undefined;
  const step = Number(number) - 1;
  return step <= steps ? step : undefined;
}

export const hashOfStep = (step: number): string => `#${step + 1}`;

/** The lesson that a path leads to. */
export function lessonInPath(pathname: string): string | undefined {
  return /^\/lessons\/([a-z0-9][a-z0-9._-]{0,63})\/?$/.exec(pathname)?.[1];
}
