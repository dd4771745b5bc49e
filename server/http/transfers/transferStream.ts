import type { TransferEvent, TransferProgress } from "#contract/transfer.ts";
import type { EventMessage } from "../base/eventStreams.ts";
import { toProblem } from "../base/problem.ts";

export type TransferWork = (
  onProgress: (progress: TransferProgress) => void,
  signal: AbortSignal,
) => Promise<Exclude<TransferEvent, { type: "progress" | "failed" }>>;

/**
 * The events of a pull or push, which begins with the first one asked for and is canceled when the reader stops. A
 * reader that is slow gets the latest progress of each layer. `onFailure` gets our own failures.
 */
export async function* transferEvents(
  work: TransferWork,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): AsyncGenerator<EventMessage, void> {
  const gone = new AbortController();
  const latest = new Map<string, TransferProgress>();
  let wake = Promise.withResolvers<void>();
  let last: TransferEvent | undefined;
  const end = (event: TransferEvent) => {
    last = event;
    wake.resolve();
  };
  const onProgress = (progress: TransferProgress) => {
    // The last place: events of several layers stay in their order.
    latest.delete(progress.layer);
    latest.set(progress.layer, progress);
    wake.resolve();
  };
  const running = work(onProgress, AbortSignal.any([signal, gone.signal])).then(end, (error: unknown) => {
    const problem = toProblem(error);
    if (problem.code === "internal" && !signal.aborted && !gone.signal.aborted) onFailure(error);
    end({ type: "failed", problem });
  });
  try {
    for (;;) {
      await wake.promise;
      wake = Promise.withResolvers();
      for (const [layer, progress] of [...latest]) {
        latest.delete(layer);
        yield message({ type: "progress", progress });
      }
      if (last !== undefined && latest.size === 0) return yield message(last);
      if (last !== undefined) wake.resolve();
    }
  } finally {
    gone.abort();
    await running;
  }
}

function message(event: TransferEvent): EventMessage {
  return { data: JSON.stringify(event) };
}
