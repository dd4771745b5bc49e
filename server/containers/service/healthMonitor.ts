import type { ExecSession } from "../containers.ts";
import type { ContainerBook } from "./containerBook.ts";
import type { ContainerExecs } from "./containerExecs.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import { type HealthPlan, healthAfter, healthPlan, pauseBefore, STARTING } from "./health.ts";

/** As much of a probe's output as Docker keeps. */
const MAX_OUTPUT = 4096;

/** Runs the health checks of containers and shows the results in their states. */
export class HealthMonitor {
  readonly #book: ContainerBook;
  readonly #execs: ContainerExecs;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(book: ContainerBook, execs: ContainerExecs) {
    this.#book = book;
    this.#execs = execs;
  }

  /** A container's command runs. */
  begin({ container, shell }: ContainerRecord): void {
    const plan = healthPlan(container.spec.healthcheck, shell);
    const { id, state } = container;
    if (plan === undefined || state.phase !== "running") return;
    this.#book.setState(id, { ...state, health: STARTING });
    this.#schedule(id, plan, pauseBefore(STARTING, 0, plan));
  }

  end(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  close(): void {
    for (const id of [...this.#timers.keys()]) this.end(id);
  }

  #schedule(id: string, plan: HealthPlan, pause: number): void {
    this.#timers.set(id, setTimeout(() => void this.#check(id, plan), pause).unref());
  }

  async #check(id: string, plan: HealthPlan): Promise<void> {
    const before = this.#book.get(id);
    if (before?.container.state.phase !== "running") return;
    const { startedAt, paused } = before.container.state;
    const result = paused ? undefined : await this.#probe(before, plan).catch(() => undefined);
    const state = this.#book.get(id)?.container.state;
    // It has ended, or been started again, meanwhile.
    if (state?.phase !== "running" || state.startedAt !== startedAt || !this.#timers.has(id)) return;
    const at = Date.now() - startedAt;
    const { health = STARTING } = state;
    const next = result === undefined ? health : healthAfter(health, { ...result, at }, plan);
    if (next !== health) this.#book.setState(id, { ...state, health: next });
    this.#schedule(id, plan, pauseBefore(next, at, plan));
  }

  async #probe(record: ContainerRecord, { command, timeout }: HealthPlan): Promise<{ code: number; output: string }> {
    const session = await this.#execs.start(record, { command: [...command] });
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      session.signal("SIGKILL");
    }, timeout);
    const output = await firstOutput(session);
    const code = await session.wait();
    clearTimeout(timer);
    if (!isLate) return { code, output };
    return { code: -1, output: `Health check exceeded timeout (${timeout / 1000}s): ${output}` };
  }
}

async function firstOutput({ output }: ExecSession): Promise<string> {
  let text = "";
  for await (const { bytes } of output) {
    if (text.length < MAX_OUTPUT) text += Buffer.from(bytes).toString();
  }
  return text.slice(0, MAX_OUTPUT);
}
