/** Longest time for a graceful shutdown, in milliseconds. */
const PATIENCE = 8000;

/** One Ctrl-C arrives several times within this time, in milliseconds: from the terminal, npm, and the start script. */
const SAME_SIGNAL = 500;

/** Shuts down gracefully on SIGTERM, SIGINT, or SIGHUP; a second signal exits at once. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let first: number | undefined;
  const onSignal = () => {
    if (first !== undefined) {
      if (performance.now() - first > SAME_SIGNAL) process.exit(130);
      return;
    }
    first = performance.now();
    setTimeout(() => process.exit(1), PATIENCE).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, onSignal);
}
