import type { BuildSource, BuildWarning, BuiltImage, PlannedStage, PlannedStep, Step } from "./build.ts";
import type { BuildEvent, FinishedEvent, ProgressEvent, StepEvent } from "./buildEvent.ts";
import type { Assignment } from "./builderChoice.ts";
import { type Problem, problem } from "./problem.ts";

/** Warnings kept of one build: BuildKit gives one for each finding. */
const MAX_WARNINGS = 200;

/** A step and, while it runs, its progress. */
export interface LiveStep extends Step {
  readonly progress?: { readonly label: string; readonly current: number; readonly total?: number };
}

/** How a build ended; `at` in milliseconds since the epoch. */
export type BuildEnd =
  | { readonly state: "done"; readonly at: number; readonly image: BuiltImage }
  | { readonly state: "failed"; readonly at: number; readonly problem: Problem; readonly step?: string }
  | { readonly state: "canceled"; readonly at: number };

/**
 * The source, stages, steps, and end of a build, computed from its events: the only code that knows what an event does, for the
 * server and the page. An event takes constant time, however many steps there are; only `planned` and `finished` look at
 * all of them. Steps are replaced, never changed, so a comparison shows which are new.
 */
export class BuildProgress {
  #ahead: number | undefined;
  #startsIn: number | undefined;
  #assignment: Assignment | undefined;
  #source: BuildSource | undefined;
  #warnings: readonly BuildWarning[];
  #stages: readonly PlannedStage[];
  #steps: LiveStep[];
  #places: Map<string, number>;
  #end: BuildEnd | undefined;

  /** Continues from the state of another one. */
  constructor(from: Progressed = NOTHING) {
    this.#ahead = from.ahead;
    this.#startsIn = from.startsIn;
    this.#assignment = from.assignment;
    this.#source = from.source;
    this.#warnings = from.warnings ?? [];
    this.#stages = from.stages;
    this.#steps = from.steps.slice();
    this.#places = placesOf(this.#steps);
  }

  /** How many builds are started before it; undefined once it is its turn. */
  get ahead(): number | undefined {
    return this.#ahead;
  }

  /** In about how many milliseconds from the last event it starts. */
  get startsIn(): number | undefined {
    return this.#startsIn;
  }

  /** The builder that has it, from its first event on. */
  get assignment(): Assignment | undefined {
    return this.#assignment;
  }

  /** The first {@link MAX_WARNINGS}. */
  get warnings(): readonly BuildWarning[] {
    return this.#warnings;
  }

  /** What is built, as soon as the Dockerfile is read. */
  get source(): BuildSource | undefined {
    return this.#source;
  }

  get stages(): readonly PlannedStage[] {
    return this.#stages;
  }

  /** The list itself, which the next event changes. */
  get steps(): readonly LiveStep[] {
    return this.#steps;
  }

  get end(): BuildEnd | undefined {
    return this.#end;
  }

  /** Events after the end change nothing, and neither does output. */
  apply(event: BuildEvent): void {
    if (this.#end !== undefined) return;
    this.#ahead = event.type === "queued" ? event.ahead : undefined;
    this.#startsIn = event.type === "queued" ? event.startsIn : undefined;
    switch (event.type) {
      case "source": {
        const { type: _type, ...source } = event;
        this.#source = source;
        return;
      }
      case "assigned": {
        const { type: _type, ...assignment } = event;
        this.#assignment = assignment;
        this.#warnings = [];
        this.#plan([], []);
        return;
      }
      case "warning": {
        const { type: _type, ...warning } = event;
        if (this.#warnings.length < MAX_WARNINGS) this.#warnings = [...this.#warnings, warning];
        return;
      }
      case "planned":
        this.#plan(event.stages, event.steps);
        return;
      case "step":
        this.#change(event.step, (step) => applyStep(step, event));
        return;
      case "progress":
        this.#change(event.step, (step) => applyProgress(step, event));
        return;
      case "finished":
        this.#end = endOf(event);
        this.#endSteps(this.#end);
        return;
      case "queued":
      case "log":
    }
  }

  #plan(stages: readonly PlannedStage[], steps: readonly PlannedStep[]): void {
    this.#stages = stages;
    this.#steps = steps.map((step) => ({ ...step, state: "pending" }));
    this.#places = placesOf(this.#steps);
  }

  #change(id: string, change: (step: LiveStep) => LiveStep): void {
    const place = this.#places.get(id);
    const step = place === undefined ? undefined : this.#steps[place];
    if (place !== undefined && step !== undefined) this.#steps[place] = change(step);
  }

  /** Marks the step at which the build failed as failed, and those that still ran beside it as canceled. */
  #endSteps(end: BuildEnd): void {
    const failed = end.state === "failed" ? end.step : undefined;
    this.#steps = this.#steps.map((step) => {
      if (step.id === failed) return { ...step, state: "failed", finishedAt: step.finishedAt ?? end.at };
      return step.state === "running" ? { ...step, state: "canceled", finishedAt: end.at } : step;
    });
  }
}

interface Progressed {
  readonly ahead?: number | undefined;
  readonly startsIn?: number | undefined;
  readonly assignment?: Assignment | undefined;
  readonly source?: BuildSource | undefined;
  readonly warnings?: readonly BuildWarning[] | undefined;
  readonly stages: readonly PlannedStage[];
  readonly steps: readonly LiveStep[];
}

const NOTHING: Progressed = { stages: [], steps: [] };

function placesOf(steps: readonly LiveStep[]): Map<string, number> {
  return new Map(steps.map(({ id }, place) => [id, place]));
}

/** A step reported running twice started at the first report. A busy builder may find after its begin that it is cached. */
function applyStep({ progress, cacheMiss: miss, ...step }: LiveStep, event: StepEvent): LiveStep {
  const { state, at, cacheMiss = miss, layer } = event;
  const runs = state === "running";
  const ended = !runs && state !== "pending";
  return {
    ...step,
    state,
    ...(runs && progress !== undefined && { progress }),
    ...(runs && { startedAt: step.startedAt ?? at }),
    ...(ended && { startedAt: step.startedAt ?? at, finishedAt: at }),
    ...(cacheMiss !== undefined && state !== "cached" && { cacheMiss }),
    ...(layer !== undefined && { layer }),
  };
}

function applyProgress(step: LiveStep, { label, current, total }: ProgressEvent): LiveStep {
  return { ...step, progress: { label, current, ...(total !== undefined && { total }) } };
}

function endOf({ state, at, image, problem: why, step }: FinishedEvent): BuildEnd {
  if (state === "canceled") return { state, at };
  if (state === "done" && image !== undefined) return { state, at, image };
  const shown = why ?? problem("internal", "The build ended with no image and no reason.");
  return { state: "failed", at, problem: shown, ...(step !== undefined && { step }) };
}
