import { problemError } from "#contract/problemError.ts";
import type { LimitKind, RunLimits, RunUse } from "#server/sandbox/executor/executor.ts";
import { bytesText } from "./limitProblem.ts";

/** The share of one RUN in its build's budget. */
export interface RunAccount {
  /** What is left for it. */
  readonly limits: RunLimits;
  /** Records what it has used so far. Both return the limit of the build that this exceeds, if any. */
  use(use: RunUse): LimitKind | undefined;
  /** Records this many bytes of output. */
  print(bytes: number): LimitKind | undefined;
  end(): void;
}

let serial = 0;

/** What all steps of one build may use together, and what they have used. */
export class BuildBudget {
  /** The control group that its RUNs share; names this process, so that leftovers of a dead one are recognized. */
  readonly group = `${process.pid}-${(serial++).toString(36)}-${Date.now().toString(36)}`;
  readonly #limits: RunLimits;
  /** Bytes of layers, of all that RUNs printed, and seconds of CPUs of RUNs that have ended. */
  #written = 0;
  #printed = 0;
  #cpuSeconds = 0;
  /** Bytes written so far by the running RUNs. */
  readonly #writing = new Map<RunAccount, number>();
  #turn: Promise<void> = Promise.resolve();
  #runs = 0;

  constructor(limits: RunLimits) {
    this.#limits = limits;
  }

  /** Whether a RUN has started: the group exists only then. */
  get hasRun(): boolean {
    return this.#runs > 0;
  }

  /** Records bytes of a layer. Throws a ProblemError (build/disk) if they exceed the limit. */
  write(bytes: number): void {
    this.#written += bytes;
    if (!this.#isOver("diskBytes", this.#written)) return;
    const limit = bytesText(this.#limits.diskBytes ?? 0);
    throw problemError("build/disk", `The build exceeded its disk limit (${limit}).`, {
      next: "Write less in the build, or ask the operator for a higher limit.",
    });
  }

  /** Waits for its turn among the RUNs that need one; returns a function that starts the next. */
  async alone(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#turn;
    this.#turn = promise;
    await before;
    return resolve;
  }

  startRun(): RunAccount {
    this.#runs += 1;
    let cpuSeconds = 0;
    const account: RunAccount = {
      limits: this.#left(),
      use: (use) => {
        if (use.diskBytes !== undefined) this.#writing.set(account, use.diskBytes);
        cpuSeconds = use.cpuSeconds ?? cpuSeconds;
        this.#written += use.lastingBytes ?? 0;
        return this.#isOver("diskBytes", this.#written + this.#underWay()) ? "disk" : undefined;
      },
      print: (bytes) => {
        this.#printed += bytes;
        return this.#isOver("outputBytes", this.#printed) ? "output" : undefined;
      },
      end: () => {
        this.#writing.delete(account);
        this.#cpuSeconds += cpuSeconds;
      },
    };
    return account;
  }

  #left(): RunLimits {
    const { diskBytes = 0, outputBytes = 0, cpuSeconds = 0 } = this.#limits;
    // Zero would mean no limit.
    const left = (limit: number, used: number) => (limit === 0 ? 0 : Math.max(1e-3, limit - used));
    return {
      ...this.#limits,
      diskBytes: Math.ceil(left(diskBytes, this.#written)),
      outputBytes: Math.ceil(left(outputBytes, this.#printed)),
      cpuSeconds: left(cpuSeconds, this.#cpuSeconds),
    };
  }

  #underWay(): number {
    return [...this.#writing.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  #isOver(kind: "diskBytes" | "outputBytes", used: number): boolean {
    const limit = this.#limits[kind] ?? 0;
    return limit > 0 && used > limit;
  }
}
