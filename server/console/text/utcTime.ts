/** A time as Go prints it, in UTC: "2026-11-26 06:37:00 +0000 UTC". Milliseconds since the epoch. */
export function utcTime(milliseconds: number): string {
  const [date = "", time = ""] = new Date(milliseconds).toISOString().split("T");
  return `${date} ${time.slice(0, 8)} +0000 UTC`;
}
