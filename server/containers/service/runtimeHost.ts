import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { sweepSandboxes } from "#server/sandbox/executor/sweepSandboxes.ts";
import type { RuntimeSettings } from "../process/protocol.ts";
import { RuntimeProcess, type RuntimeProcessListener } from "../process/runtimeProcess.ts";

/** Without a container to run for this long, the process exits. */
const IDLE_MS = 10 * 60_000;
/** What a killed process started exits with it, within this time. */
const DYING_MS = 250;

/** At most one runtime process: started when it is needed, replaced when it died. */
export class RuntimeHost {
  readonly #settings: RuntimeSettings;
  readonly #launch: Launch;
  readonly #listener: RuntimeProcessListener;
  #process: RuntimeProcess | undefined;
  #trimmer: NodeJS.Timeout | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(settings: RuntimeSettings, launch: Launch, listener: RuntimeProcessListener) {
    this.#settings = settings;
    this.#launch = launch;
    this.#listener = listener;
  }

  /** The process, started if there is none. */
  get(): RuntimeProcess {
    if (this.#closed) throw new Error("the server is shutting down");
    clearTimeout(this.#trimmer);
    if (this.#process?.alive !== true) this.#process = this.#start();
    return this.#process;
  }

  /** The process, if there is one. */
  get current(): RuntimeProcess | undefined {
    return this.#process?.alive === true ? this.#process : undefined;
  }

  /** No container runs. */
  idle(): void {
    clearTimeout(this.#trimmer);
    this.#trimmer = setTimeout(() => void this.#process?.close(), IDLE_MS).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#trimmer);
    clearTimeout(this.#sweeper);
    await this.#process?.close();
    if (this.#process !== undefined) await this.#sweep();
  }

  #start(): RuntimeProcess {
    return new RuntimeProcess(this.#settings, this.#launch, {
      ...this.#listener,
      onDeath: (error) => {
        clearTimeout(this.#sweeper);
        if (!this.#closed) this.#sweeper = setTimeout(() => void this.#sweep(), DYING_MS).unref();
        this.#listener.onDeath(error);
      },
    });
  }

  /** What can't be removed is tried again later. */
  async #sweep(): Promise<void> {
    await sweepSandboxes(this.#launch).catch(() => undefined);
  }
}
