import { getContainer, listContainers, watchContainers } from "../../api/containers.ts";
import { applyContainerEvent } from "./applyContainerEvent.ts";
import { isRunning, useContainers } from "./containers.ts";
import { liveContainerNow } from "./liveContainer.ts";

/** Call once: keeps the list in sync with the server as long as the page is open. */
export function followContainers(): void {
  void watchContainers(
    (event) =>
      useContainers.setState((state) => ({ ...state, containers: applyContainerEvent(state.containers, event) })),
    // Changes from now on are told; those before are in the list.
    (connected) => connected && void loadContainers(),
    new AbortController().signal,
  );
  setInterval(lookAtLive, LOOK_EVERY);
}

/** Milliseconds between two looks at the writable layer on the stack. */
const LOOK_EVERY = 1500;

/** The server counts the files of a container that somebody looks at, and tells what it counted as an event. */
function lookAtLive(): void {
  const live = liveContainerNow();
  if (live && isRunning(live) && document.visibilityState === "visible") void getContainer(live.id);
}

async function loadContainers(): Promise<void> {
  const answer = await listContainers();
  if (answer.ok) useContainers.setState({ phase: "ready", containers: answer.value.containers }, true);
  else useContainers.setState(({ containers }) => ({ phase: "failed", containers, problem: answer.problem }), true);
}
