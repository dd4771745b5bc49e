import { setTimeout } from "node:timers/promises";
import type { Container } from "#contract/container.ts";
import type { PortAsk, PortFact } from "#lessons/checks/facts.ts";
import type { LessonServices } from "./lessonServices.ts";

/** Milliseconds that a program has to listen on its port, after its container started. */
const MOST_STARTING = 3000;
const BETWEEN = 100;

interface Asking extends Pick<LessonServices, "askPort"> {
  readonly signal: AbortSignal;
}

/** What answers on a container's port. One that has just started is asked again until it listens. */
export async function askContainer(
  { ports, state }: Pick<Container, "ports" | "state">,
  ask: PortAsk,
  { askPort, signal }: Asking,
): Promise<PortFact> {
  const published = ports.find(({ container, protocol }) => container === ask.port && protocol === "tcp");
  if (published === undefined) return { ...ask, text: "" };
  const startedAt = state.phase === "running" ? state.startedAt : 0;
  for (;;) {
    const answer = await askPort(published.host, ask.path);
    if (answer !== undefined) return { ...ask, ...answer };
    if (Date.now() - startedAt > MOST_STARTING) return { ...ask, text: "" };
    await setTimeout(BETWEEN, undefined, { signal });
  }
}
