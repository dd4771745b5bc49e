import type { Executor, OutputStream, RunResult, RunSpec } from "./executor.ts";

/** Runs one command to its end. `onOutput` is called in order and never after the promise settles. */
export function runToEnd(
  executor: Pick<Executor, "start">,
  spec: RunSpec,
  onOutput: (stream: OutputStream, bytes: Uint8Array) => void,
  signal: AbortSignal,
): Promise<RunResult> {
  const { output, wait } = executor.start(spec, signal);
  for (const stream of ["stdout", "stderr"] as const) {
    output[stream].on("data", (bytes: Uint8Array) => onOutput(stream, bytes));
  }
  return wait();
}
