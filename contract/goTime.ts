/** A time as Go writes it (RFC3339Nano): zeros at the end of the fraction are left out. `at` is in milliseconds. */
export function goTime(at: number): string {
  return new Date(at).toISOString().replace(/\.?0+Z$/, "Z");
}
