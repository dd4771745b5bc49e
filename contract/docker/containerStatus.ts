import type { ContainerState } from "#contract/container.ts";
import { humanAge, humanDuration } from "./humanDuration.ts";

type Phase = "created" | "running" | "paused" | "exited";

/** `State.Status` of `docker inspect`, and `State` of the list. A command that never started leaves its container created. */
export function stateWord(state: ContainerState): Phase {
  if (state.phase === "running") return state.paused ? "paused" : "running";
  return state.phase === "exited" && state.startedAt === undefined ? "created" : state.phase;
}

/** STATUS of `docker ps`: "Up 2 minutes (healthy)", "Exited (0) 5 seconds ago". `now`: milliseconds since the epoch. */
export function containerStatus(state: ContainerState, now: number): string {
  if (state.phase === "running") return `Up ${humanDuration(now - state.startedAt)}${note(state)}`;
  if (state.phase === "created" || state.startedAt === undefined) return "Created";
  return `Exited (${state.code}) ${humanAge(state.finishedAt, now)}`;
}

function note({ paused, health }: ContainerState & { phase: "running" }): string {
  if (paused) return " (Paused)";
  if (health === undefined) return "";
  return health.state === "starting" ? " (health: starting)" : ` (${health.state})`;
}
