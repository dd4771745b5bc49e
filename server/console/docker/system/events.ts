import type { Container, ContainerEvent } from "#contract/container.ts";
import { defineCommand } from "../../command/command.ts";

export const events = defineCommand({
  names: ["docker system events", "docker events"],
  usage: "[OPTIONS]",
  description: "Get real time events from the server",
  flags: {
    filter: {
      kind: "unsupported",
      short: "f",
      takesValue: true,
      description: "Filter output based on conditions provided",
      reason: "--filter is not available for events.",
    },
    since: {
      kind: "unsupported",
      takesValue: true,
      description: "Show all events created since timestamp",
      reason: "--since is not available: events are not kept.",
    },
    until: {
      kind: "unsupported",
      takesValue: true,
      description: "Stream events until this timestamp",
      reason: "--until is not available: end it with Ctrl-C.",
    },
  },
  args: { min: 0, max: 0 },
  async run(_input, { services, owner, io, signal, onInterrupt }) {
    const known = new Map(services.containers.list(owner).map((container) => [container.id, container]));
    const stop = new AbortController();
    const release = onInterrupt(() => stop.abort());
    const ended = AbortSignal.any([signal, stop.signal]);
    const unwatch = services.containers.watch(owner, (event) => {
      const line = lineOf(event, known);
      // A reader that is gone ends the command by its signal.
      if (line !== undefined) io.stdout.write(line).catch(() => stop.abort());
    });
    try {
      if (!ended.aborted) await new Promise<void>((resolve) => ended.addEventListener("abort", () => resolve()));
      return 0;
    } finally {
      unwatch();
      release();
    }
  },
});

/** What happened, from how the container is now and was before. */
function lineOf(event: ContainerEvent, known: Map<string, Container>): string | undefined {
  const id = event.type === "removed" ? event.id : event.container.id;
  const before = known.get(id);
  if (event.type === "removed") {
    known.delete(id);
    return before && text("destroy", before);
  }
  known.set(id, event.container);
  const action = actionOf(before, event.container);
  return action && text(action, event.container);
}

function actionOf(before: Container | undefined, { state, name }: Container): string | undefined {
  if (before === undefined) return "create";
  if (before.name !== name) return "rename";
  if (before.state.phase !== state.phase) return state.phase === "running" ? "start" : "die";
  if (state.phase !== "running" || before.state.phase !== "running") return undefined;
  if (before.state.paused !== state.paused) return state.paused ? "pause" : "unpause";
  const health = state.health?.state;
  return health === before.state.health?.state ? undefined : `health_status: ${health}`;
}

function text(action: string, { id, image, name, state }: Container): string {
  const time = new Date().toISOString().replace("Z", "000000Z");
  const code = action === "die" && state.phase === "exited" ? `exitCode=${state.code}, ` : "";
  return `${time} container ${action} ${id} (${code}image=${image.ref}, name=${name})\n`;
}
