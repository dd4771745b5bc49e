import type { BuildLog, LoggedEvent } from "./buildLog.ts";

/** Events read per batch. */
const PAGE = 128;

export interface FollowedBuild {
  readonly id: string;
  /** Whether more events may come. */
  readonly isOpen: () => boolean;
  /** Resolves when there are more, or the reader goes. */
  readonly more: () => Promise<void>;
}

/** The events of a build after event number `after`, past and future, until its last one or `signal`. */
export async function* followEvents(
  log: Pick<BuildLog, "read">,
  { id, isOpen, more }: FollowedBuild,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<LoggedEvent, void> {
  let last = after;
  for (;;) {
    const open = isOpen();
    const page = log.read(id, last, PAGE);
    for (const event of page) {
      yield event;
      last = event.id;
    }
    if (page.length > 0) continue;
    if (!open || signal.aborted) return;
    await more();
  }
}
