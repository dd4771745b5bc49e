import type { Container, ContainerEvent } from "#contract/container.ts";
import { getContainer, listContainers, watchContainers } from "../../api/containers.ts";
import { inOrder } from "../loading/inOrder.ts";
import { applyContainerEvent } from "./applyContainerEvent.ts";
import { isRunning, useContainers } from "./containers.ts";
import { liveContainerNow } from "./liveContainer.ts";

/** Call once: keeps the list in sync with the server as long as the page is open. */
export function followContainers(): void {
  void watchContainers(
    takeEvent,
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

/** For each list that is on its way, what was told since it was asked for: the list may be older. */
const told = new Set<ContainerEvent[]>();
const newestList = inOrder<Awaited<ReturnType<typeof listContainers>>>();

function takeEvent(event: ContainerEvent): void {
  for (const since of told) since.push(event);
  useContainers.setState((state) => ({ ...state, containers: applyContainerEvent(state.containers, event) }));
}

async function loadContainers(): Promise<void> {
  const since: ContainerEvent[] = [];
  told.add(since);
  const answer = await newestList(listContainers());
  told.delete(since);
  if (!answer) return;
  if (answer.ok) {
    const containers = since.reduce<readonly Container[]>(applyContainerEvent, answer.value.containers);
    useContainers.setState({ phase: "ready", containers }, true);
  } else useContainers.setState(({ containers }) => ({ phase: "failed", containers, problem: answer.problem }), true);
}
