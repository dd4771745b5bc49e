import { ProblemError } from "#contract/problemError.ts";
import type { ContainerRuntime, RuntimeListener } from "../process/containerRuntime.ts";
import type { RuntimeProbe } from "../process/protocol.ts";

/** Without a container to run for this long, the runtime is closed. */
const IDLE_MS = 10 * 60_000;

export type RuntimeKind = "sandbox" | "docker";

/** Starts a runtime. */
export type StartRuntime = (listener: RuntimeListener) => ContainerRuntime;

/** The runtimes that this machine may have. */
export interface Runtimes {
  /** Whether it is known at once that there is no sandbox here. */
  readonly lacksSandbox: boolean;
  readonly sandbox: StartRuntime;
  /** Absent if no engine is at hand. */
  readonly docker?: StartRuntime | undefined;
}

/**
 * At most one runtime: started when it is needed, replaced when it is gone. Containers run in sandboxes; where there can be
 * none, on a Docker engine if one is at hand.
 */
export class RuntimeHost {
  readonly #runtimes: Runtimes;
  readonly #listener: RuntimeListener;
  #kind: RuntimeKind;
  #runtime: ContainerRuntime | undefined;
  #chosen: Promise<RuntimeProbe> | undefined;
  #trimmer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(runtimes: Runtimes, listener: RuntimeListener) {
    this.#runtimes = runtimes;
    this.#listener = listener;
    this.#kind = runtimes.lacksSandbox && runtimes.docker !== undefined ? "docker" : "sandbox";
  }

  get kind(): RuntimeKind {
    return this.#kind;
  }

  /** Whether it is a sandbox as far as is known without asking. */
  get isKnown(): boolean {
    return this.#kind === "sandbox" && !this.#runtimes.lacksSandbox && this.#chosen === undefined;
  }

  /** The runtime, started if there is none. */
  get(): ContainerRuntime {
    if (this.#closed) throw new Error("the server is shutting down");
    clearTimeout(this.#trimmer);
    if (this.#runtime?.alive !== true) this.#runtime = this.#start();
    return this.#runtime;
  }

  /** The runtime, if there is one. */
  get current(): ContainerRuntime | undefined {
    return this.#runtime?.alive === true ? this.#runtime : undefined;
  }

  /** Whether containers can run here; chooses what runs them. One that can't is asked again the next time. */
  async choose(): Promise<RuntimeProbe> {
    this.#chosen ??= this.#probe();
    const result = await this.#chosen.catch((error: unknown) => {
      this.#chosen = undefined;
      throw error;
    });
    if (!result.ok) this.#chosen = undefined;
    return result;
  }

  /** No container runs. */
  idle(): void {
    clearTimeout(this.#trimmer);
    this.#trimmer = setTimeout(() => void this.#runtime?.close(), IDLE_MS).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#trimmer);
    await this.#runtime?.close();
  }

  async #probe(): Promise<RuntimeProbe> {
    const first = await probe(this.get());
    if (first.ok || this.#kind === "docker" || this.#runtimes.docker === undefined) return first;
    await this.#change("docker");
    const second = await probe(this.get());
    if (second.ok) return second;
    await this.#change("sandbox");
    return { ...first, waysOut: [second.reason, ...first.waysOut] };
  }

  async #change(kind: RuntimeKind): Promise<void> {
    await this.#runtime?.close();
    this.#kind = kind;
  }

  #start(): ContainerRuntime {
    const { docker, sandbox } = this.#runtimes;
    const start = this.#kind === "docker" && docker !== undefined ? docker : sandbox;
    return start(this.#listener);
  }
}

/** An engine that does not answer can't. */
async function probe(runtime: ContainerRuntime): Promise<RuntimeProbe> {
  try {
    return await runtime.call("probe", undefined);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { detail, next } = error.problem;
    return { ok: false, reason: detail ?? error.message, waysOut: next === undefined ? [] : [next, OTHER_WAY] };
  }
}

const OTHER_WAY = "Or run Strata on Linux, for example in a virtual machine (on Windows: WSL 2).";
