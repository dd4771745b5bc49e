/** Whether two objects have the same keys with the same values. */
export function isShallowEqual(a: object, b: object): boolean {
  const [before, after] = [Object.entries(a), new Map(Object.entries(b))];
  return before.length === after.size && before.every(([key, value]) => after.has(key) && after.get(key) === value);
}
