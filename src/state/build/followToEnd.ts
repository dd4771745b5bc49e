import type { FinishedEvent } from "#contract/buildEvent.ts";
import { streamBuildEvents } from "../../api/client.ts";
import { type Result, refused, succeeded } from "../../api/result.ts";

/** How a build ended that nobody looks at; undefined if the wait was aborted. */
export async function followToEnd(id: string, signal: AbortSignal): Promise<Result<FinishedEvent | undefined>> {
  const finished: FinishedEvent[] = [];
  const end = await streamBuildEvents(id, {
    signal,
    onEvent: (event) => {
      if (event.type === "finished") finished.push(event);
    },
  });
  return end.kind === "refused" ? refused(end.problem) : succeeded(finished[0]);
}
