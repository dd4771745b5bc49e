import { expect, it } from "vitest";
import type { Container, ContainerState } from "#contract/container.ts";
import { containerActions } from "./containerActions.ts";

const container = (state: ContainerState, name = "sample"): Container => ({
  id: "a".repeat(64),
  name,
  image: { id: `sha256:${"b".repeat(64)}`, ref: "busybox" },
  argv: ["sh"],
  spec: { image: "busybox" },
  createdAt: 0,
  state,
  restarts: 0,
  ports: [],
  volumes: [],
});
const created = container({ phase: "created" });
const running = container({ phase: "running", startedAt: 1, paused: false });
const paused = container({ phase: "running", startedAt: 1, paused: true });
const exited = container({ phase: "exited", startedAt: 1, finishedAt: 2, code: 137, reason: "memory" });
const sick = container({
  phase: "running",
  startedAt: 1,
  paused: false,
  health: { state: "unhealthy", failures: 3, output: "" },
});

it.each([
  ["a new container", undefined, created, ["create"]],
  ["a start", created, running, ["start"]],
  [
    "a restart that was too quick to see",
    running,
    container({ phase: "running", startedAt: 9, paused: false }),
    ["start"],
  ],
  ["a pause", running, paused, ["pause"]],
  ["the end of a pause", paused, running, ["unpause"]],
  ["an end for want of memory", running, exited, ["oom", "die"]],
  ["a run that was too quick to see", created, exited, ["start", "oom", "die"]],
  ["a failing health check", running, sick, ["health_status: unhealthy"]],
  ["another name", running, container(running.state, "other"), ["rename"]],
  ["a count of its files", running, { ...running, writable: { bytes: 1, added: 1, changed: 0, deleted: 0 } }, []],
])("tells %s", (_, before, after, actions) => {
  expect(containerActions(before, after)).toEqual(actions);
});
