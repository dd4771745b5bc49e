import { listContainers, watchContainers } from "../../api/containers.ts";
import { applyContainerEvent } from "./applyContainerEvent.ts";
import { useContainers } from "./containers.ts";

/** Call once: keeps the list in sync with the server as long as the page is open. */
export function followContainers(): void {
  void watchContainers(
    (event) =>
      useContainers.setState((state) => ({ ...state, containers: applyContainerEvent(state.containers, event) })),
    // Changes from now on are told; those before are in the list.
    (connected) => connected && void loadContainers(),
    new AbortController().signal,
  );
}

async function loadContainers(): Promise<void> {
  const answer = await listContainers();
  if (answer.ok) useContainers.setState({ phase: "ready", containers: answer.value.containers }, true);
  else useContainers.setState(({ containers }) => ({ phase: "failed", containers, problem: answer.problem }), true);
}
