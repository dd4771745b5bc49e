import type { Container } from "#contract/container.ts";

export type StateWord = "created" | "running" | "paused" | "exited";

/** The state of a container in one word, as docker says it. */
export function stateWord({ state }: Pick<Container, "state">): StateWord {
  return state.phase === "running" && state.paused ? "paused" : state.phase;
}
