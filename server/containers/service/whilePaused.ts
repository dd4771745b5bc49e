import type { ContainerBook } from "./containerBook.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import type { ContainerRuns } from "./containerRuns.ts";

/** Does work while a running container is paused. Where nothing can pause it, it goes on meanwhile. */
export async function whilePaused<T>(
  record: ContainerRecord,
  { runs, book }: { readonly runs: ContainerRuns; readonly book: ContainerBook },
  work: () => Promise<T>,
): Promise<T> {
  const { id, state } = record.container;
  const isPaused =
    state.phase === "running" &&
    !state.paused &&
    (await runs.pause(record).then(
      () => true,
      () => false,
    ));
  try {
    return await work();
  } finally {
    if (isPaused) await runs.unpause(book.get(id) ?? record).catch(() => undefined);
  }
}
