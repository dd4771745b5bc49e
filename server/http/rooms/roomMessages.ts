import type { EventMessage } from "../base/eventStreams.ts";

/** Events as messages of a stream. */
export async function* eventsOf(events: AsyncGenerator<unknown, void>): AsyncGenerator<EventMessage, void> {
  for await (const event of events) yield { data: JSON.stringify(event) };
}
