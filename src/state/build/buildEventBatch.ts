/** Milliseconds between deliveries: about three frames, so a flood of output leaves time to paint and type. */
const PAUSE = 50;

export interface EventBatch<Event> {
  readonly add: (event: Event) => void;
  /** Delivers pending events at once. */
  readonly flush: () => void;
}

/** Batches events that arrive faster than the page can show them. After a quiet time, the first is delivered at once. */
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
