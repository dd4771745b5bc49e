/** Milliseconds between two deliveries: about three frames, so that a flood of output leaves time to paint and to type. */
const PAUSE = 50;

export interface EventBatch<Event> {
  readonly add: (event: Event) => void;
  /** Delivers at once what waits. */
  readonly flush: () => void;
}

/** Gathers events that come faster than a page can show them. The first of a quiet time is delivered in the next turn. */
export function createEventBatch<Event>(deliver: (events: readonly Event[]) => void): EventBatch<Event> {
  let waiting: Event[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastDelivery = 0;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    lastDelivery = Date.now();
    deliver(events);
  };

  return {
    flush,
    add: (event) => {
      waiting.push(event);
      timer ??= setTimeout(flush, Math.max(0, PAUSE - (Date.now() - lastDelivery)));
    },
  };
}
