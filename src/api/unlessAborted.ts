import type { Result } from "./result.ts";

/** What a call answers; undefined if it was canceled meanwhile. */
export async function unlessAborted<T>(call: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T> | undefined> {
  try {
    const result = await call;
    return signal.aborted ? undefined : result;
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw cause;
  }
}
