/** The option that an arrow key goes to, from one of `count` in the order of size; −1 for any other key. */
export function neighborOf(key: string, active: number, count: number): number {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return Math.min(active + 1, count - 1);
    case "ArrowLeft":
    case "ArrowUp":
      return Math.max(active - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}
