/** Milliseconds as a person reads them in a log: "9 ms", "0.24 s", "12.3 s", "2 min 05 s". */
export function formatDuration(ms: number): string {
  const time = Math.max(0, ms);
  if (time < 99.5) return `${Math.round(time)} ms`;
  if (time < 9_995) return `${(time / 1000).toFixed(2)} s`;
  if (time < 59_950) return `${(time / 1000).toFixed(1)} s`;
  const seconds = Math.round(time / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${rest} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")} min`;
}

/** The time of something that still runs, in whole seconds: "12 s", "2 min 05 s". */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000);
}
