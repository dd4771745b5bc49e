import type { StoreApi } from "zustand";

/**
 * Subscribes to a store as if from the start of the page: the listener is told first what has changed since then. For
 * whatever is loaded late: somebody may have pressed Build before it came.
 */
export function subscribeFromStart<State>(
  store: Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">,
  listener: (state: State, before: State) => void,
): () => void {
  const end = store.subscribe(listener);
  const [state, initial] = [store.getState(), store.getInitialState()];
  if (state !== initial) listener(state, initial);
  return end;
}
