import type { Container, ContainerState } from "#contract/container.ts";

/** What `docker events` calls the difference between two states of a container; no `before` means it is new. */
export function containerActions(before: Container | undefined, after: Container): string[] {
  if (before === undefined) return ["create", ...stateActions({ phase: "created" }, after.state)];
  return [...(before.name === after.name ? [] : ["rename"]), ...stateActions(before.state, after.state)];
}

function stateActions(before: ContainerState, after: ContainerState): string[] {
  if (after.phase === "running") return runningActions(before, after);
  const hasEnded = after.phase === "exited" && before.phase !== "exited";
  return hasEnded && after.startedAt !== undefined ? [...missedStart(before), ...endActions(after)] : [];
}

type Running = ContainerState & { readonly phase: "running" };

function runningActions(before: ContainerState, after: Running): string[] {
  const was = before.phase === "running" ? before : undefined;
  const begun = was === undefined || was.startedAt !== after.startedAt;
  const paused = was?.paused ?? false;
  const health = after.health?.state;
  return [
    ...(begun ? ["start"] : []),
    ...(paused === after.paused ? [] : [after.paused ? "pause" : "unpause"]),
    ...(health === undefined || health === "starting" || health === was?.health?.state
      ? []
      : [`health_status: ${health}`]),
  ];
}

function missedStart(before: ContainerState): string[] {
  return before.phase === "created" ? ["start"] : [];
}

function endActions({ reason }: ContainerState & { readonly phase: "exited" }): string[] {
  return reason === "memory" ? ["oom", "die"] : ["die"];
}
