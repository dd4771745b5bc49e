import { create } from "zustand";
import type { Container } from "#contract/container.ts";
import type { Problem } from "#contract/problem.ts";
import { listContainers, watchContainers } from "../../api/containers.ts";
import { applyContainerEvent } from "./applyContainerEvent.ts";

/** The containers of the workspace, newest first. What is known stays while the server is unreachable. */
export type ContainersState =
  | { readonly phase: "loading"; readonly containers: readonly Container[] }
  | { readonly phase: "ready"; readonly containers: readonly Container[] }
  | { readonly phase: "failed"; readonly containers: readonly Container[]; readonly problem: Problem };

export const useContainers = create<ContainersState>(() => ({ phase: "loading", containers: [] }));

/** Call once: keeps the list in sync with the server. */
export function startContainers(): void {
  void watchContainers(
    (event) =>
      useContainers.setState((state) => ({ ...state, containers: applyContainerEvent(state.containers, event) })),
    // Changes from now on are told; those before are in the list.
    (connected) => connected && void loadContainers(),
    new AbortController().signal,
  );
}

export async function loadContainers(): Promise<void> {
  const answer = await listContainers();
  if (answer.ok) useContainers.setState({ phase: "ready", containers: answer.value.containers }, true);
  else useContainers.setState(({ containers }) => ({ phase: "failed", containers, problem: answer.problem }), true);
}

export function isRunning({ state }: Pick<Container, "state">): boolean {
  return state.phase === "running";
}

export function findContainer({ containers }: ContainersState, id: string | undefined): Container | undefined {
  return id === undefined ? undefined : containers.find((one) => one.id === id);
}
