/** Where a key leads from tile `at` of a grid; undefined if nowhere. */
export function gridMove(key: string, at: number, count: number, columns: number): number | undefined {
  const to = targetOf(key, at, count, columns);
  return to === undefined || to === at || to < 0 || to >= count ? undefined : to;
}

function targetOf(key: string, at: number, count: number, columns: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
      return at - 1;
    case "ArrowRight":
      return at + 1;
    case "ArrowUp":
      return at - columns;
    case "ArrowDown":
      return at + columns;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
