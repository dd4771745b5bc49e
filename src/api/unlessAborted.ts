import type { Result } from "./result.ts";

/** The answer to a call; undefined if it was aborted, before or after it came. */
export async function unlessAborted<T>(call: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T> | undefined> {
  try {
    const result = await call;
    return signal.aborted ? undefined : result;
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw cause;
  }
}
