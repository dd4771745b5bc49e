/** Milliseconds that are left, as a clock shows them: "4:05", "1:02:30". A second that has begun counts. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  const parts = hours > 0 ? [hours, ...rest] : rest;
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
