import { familiarName } from "#contract/names/reference.ts";
import type { Forecast } from "#contract/plan.ts";
import type { BuildPlan, PlannedWork } from "#dockerfile/plan/buildPlan.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { RunningEvent } from "../../builder.ts";
import { positionOf } from "../../inputs/lookupCachedStep.ts";
import { runInstruction } from "../../inputs/stepInputs.ts";
import { HeldBack, holdBackSlow, QUICK_MS, tookTooLong } from "../../live/heldBack.ts";
import { runTimes } from "../../live/runTimes.ts";
import type { OwnMemory } from "../memory/builderMemory.ts";

interface TimedRun {
  readonly work: PlannedWork;
  /** How long it took last time, milliseconds. */
  readonly lastMs: number | undefined;
  /** Notes that it was stopped: it is not begun again by itself. */
  readonly noteStopped: () => void;
}

/** The RUNs of a live build: only what was quick last time runs, and not for longer. */
export class QuickRuns {
  readonly #runs: ReadonlyMap<string, TimedRun>;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #held = new AbortController();

  constructor(plan: BuildPlan, memory: OwnMemory, workspace: string) {
    const times = runTimes(memory);
    const runs = [...plan.stages.values()].flatMap((stage) =>
      stage.steps.flatMap((work): [string, TimedRun][] => {
        if (work.operation.kind !== "run") return [];
        const instruction = runInstruction(work.operation);
        const position = positionOf({ workspace }, { work, stage });
        const noteStopped = () => times.took(instruction, position, QUICK_MS);
        return [[work.id, { work, lastMs: times.of(instruction, position), noteStopped }]];
      }),
    );
    this.#runs = new Map(runs);
  }

  /** Aborts with what is held back after all. */
  get signal(): AbortSignal {
    return this.#held.signal;
  }

  /** Throws HeldBack if the build would pull, download, or run what is not known to be quick: it is not begun then. */
  check({ steps }: Forecast): void {
    for (const step of steps) {
      const line = step.range.start.line + 1;
      if (step.code === "not-used" && step.image !== undefined) {
        throw new HeldBack(step, `Line ${line} would pull ${familiarName(requireReference(step.image))}.`);
      }
      if (step.code === "not-fetched") throw new HeldBack(step, `Line ${line} would download ${step.url ?? "a file"}.`);
      const run = this.#runs.get(step.id);
      const mayRun = step.outlook === "runs" || step.outlook === "may-run" || step.outlook === "unknown";
      if (run !== undefined && mayRun) holdBackSlow(run.work, run.lastMs);
    }
  }

  /** Follows the build: the builder may run what it was thought to have. */
  take(event: RunningEvent): void {
    const run = event.type === "step" ? this.#runs.get(event.step) : undefined;
    if (event.type !== "step" || run === undefined) return;
    clearTimeout(this.#timers.get(event.step));
    if (event.state !== "running") return;
    const stop = (why: unknown) => this.#held.abort(why);
    try {
      holdBackSlow(run.work, run.lastMs);
    } catch (error) {
      stop(error);
      return;
    }
    const late = () => {
      run.noteStopped();
      stop(tookTooLong(run.work));
    };
    this.#timers.set(event.step, setTimeout(late, QUICK_MS));
  }

  end(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
