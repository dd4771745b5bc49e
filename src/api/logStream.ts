import { logPieceSchema } from "#contract/containerCalls.ts";
import { parseJson } from "#contract/parseJson.ts";
import { routes } from "#contract/routes.ts";
import { readEvents } from "./eventSource.ts";

/** Lines of the past that a log begins with. */
const TAIL = 2000;

/** What a container printed and prints, until it ends or the signal aborts. */
export async function followLog(container: string, onText: (text: string) => void, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  // A log that is over is not followed again: that would show it twice.
  const onConnection = (connected: boolean) => connected || stop.abort();
  await readEvents({
    path: `${routes.containerLogs(container)}?follow=true&tail=${TAIL}`,
    signal: AbortSignal.any([signal, stop.signal]),
    onConnection,
    onMessage: ({ data }) => {
      const piece = logPieceSchema.safeParse(parseJson(data));
      if (piece.success) onText(piece.data.text);
      return false;
    },
  });
}
