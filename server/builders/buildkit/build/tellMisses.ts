import type { StagePlan } from "#dockerfile/plan/buildPlan.ts";
import type { RunningEvent } from "../../builder.ts";
import { toldMiss } from "../../cache/explainMiss.ts";
import { EmitInOrder } from "../../events/emitInOrder.ts";
import type { OwnMemory } from "../memory/builderMemory.ts";
import { PlannedInputs, type PlannedSteps } from "../memory/plannedInputs.ts";
import type { ToldSteps } from "../memory/toldSteps.ts";
import { ranBefore, whyRan } from "../memory/whyRan.ts";

type StepEvent = Extract<RunningEvent, { type: "step" }>;

export interface MissSession extends PlannedSteps {
  readonly told: ToldSteps;
  /** Whether an image of the build may have changed unnoticed. */
  readonly isVague: () => boolean;
}

/** Adds to the events of a build why its steps run. */
export class TellMisses {
  readonly #memory: OwnMemory;
  readonly #session: MissSession;
  readonly #inputs: PlannedInputs;
  readonly #order: EmitInOrder;
  readonly #stages: ReadonlyMap<string, StagePlan>;
  readonly #explained = new Set<string>();

  constructor(memory: OwnMemory, session: MissSession, emit: (event: RunningEvent) => void) {
    this.#memory = memory;
    this.#session = session;
    this.#inputs = new PlannedInputs(memory, session);
    this.#order = new EmitInOrder(emit);
    const stages = [...session.plan.stages.values()];
    this.#stages = new Map(stages.flatMap((stage) => stage.steps.map(({ id }) => [id, stage] as const)));
  }

  take(event: RunningEvent): void {
    const begins = event.type === "step" && event.state === "running" && !this.#explained.has(event.step);
    const stage = begins ? this.#stages.get(event.step) : undefined;
    if (!begins || stage === undefined) {
      this.#order.take(event);
      return;
    }
    this.#explained.add(event.step);
    this.#order.take(this.#explain(event, stage, ranBefore(this.#session, stage, event.step)));
  }

  /** Resolves when all is told. */
  end(): Promise<void> {
    return this.#order.end();
  }

  async #explain(event: StepEvent, stage: StagePlan, redone: string | undefined): Promise<RunningEvent> {
    const step = (await this.#inputs.of(stage)).steps.get(event.step);
    if (step === undefined) return event;
    const miss = whyRan(this.#memory, this.#session, step, { redone, isVague: this.#session.isVague() });
    return { ...event, cacheMiss: toldMiss(miss) };
  }
}
