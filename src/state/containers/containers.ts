import { create } from "zustand";
import type { Container } from "#contract/container.ts";
import type { Problem } from "#contract/problem.ts";

/** The containers of the workspace, newest first. What is known stays while the server is unreachable. */
export type ContainersState =
  | { readonly phase: "loading"; readonly containers: readonly Container[] }
  | { readonly phase: "ready"; readonly containers: readonly Container[] }
  | { readonly phase: "failed"; readonly containers: readonly Container[]; readonly problem: Problem };

export const useContainers = create<ContainersState>(() => ({ phase: "loading", containers: [] }));

export function isRunning({ state }: Pick<Container, "state">): boolean {
  return state.phase === "running";
}

export function findContainer({ containers }: ContainersState, id: string | undefined): Container | undefined {
  return id === undefined ? undefined : containers.find((one) => one.id === id);
}
