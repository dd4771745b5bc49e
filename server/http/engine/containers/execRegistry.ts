import { randomBytes } from "node:crypto";
import type { ExecSpec } from "#contract/container.ts";
import type { ExecSession, TerminalSize } from "#server/containers/containers.ts";
import { EngineError } from "../base/engineError.ts";

/** A command that was created, and perhaps started, in a container. */
export interface Exec {
  readonly id: string;
  readonly container: string;
  readonly spec: ExecSpec;
  readonly streams: ReadonlySet<"stdout" | "stderr">;
  session?: ExecSession;
  hasStarted: boolean;
  exitCode?: number;
}

/** Docker keeps ended ones for some minutes; here the newest are kept. */
const KEPT = 500;

/** The commands of `docker exec`, by ID. */
export class ExecRegistry {
  readonly #execs = new Map<string, Exec>();

  create(exec: Pick<Exec, "container" | "spec" | "streams">): Exec {
    this.#makeRoom();
    const created: Exec = { ...exec, id: randomBytes(32).toString("hex"), hasStarted: false };
    this.#execs.set(created.id, created);
    return created;
  }

  require(id: string): Exec {
    const exec = this.#execs.get(id);
    if (exec === undefined) throw new EngineError(404, `No such exec instance: ${id}`);
    return exec;
  }

  /** Of a container, those that run. */
  running(container: string): string[] {
    return [...this.#execs.values()]
      .filter((exec) => exec.container === container && isRunning(exec))
      .map(({ id }) => id);
  }

  resize(id: string, size: TerminalSize): void {
    const { session } = this.require(id);
    if (session === undefined) throw new EngineError(409, `exec ${id} is not running`);
    session.resize(size);
  }

  #makeRoom(): void {
    for (const [id, exec] of this.#execs) {
      if (this.#execs.size < KEPT) return;
      if (!isRunning(exec)) this.#execs.delete(id);
    }
    if (this.#execs.size >= KEPT) throw new EngineError(429, `${KEPT} commands of docker exec are already running.`);
  }
}

export function isRunning({ hasStarted, exitCode }: Exec): boolean {
  return hasStarted && exitCode === undefined;
}
