import type { ForecastStep } from "#contract/plan.ts";
import type { ImageNeed, PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import type { CachedStep } from "../cache/stepCache.ts";
import type { LayeredRoot, RootView, RootViews } from "../files/stageFiles.ts";
import { absentImage } from "./cacheRules.ts";
import type { ForecastSession } from "./forecastSession.ts";
import { forecastStep } from "./forecastStep.ts";
import type { Assumptions } from "./hedge.ts";
import { NotKnownYet, type RootOutlook } from "./rootOutlook.ts";
import type { StepForecast } from "./stepForecast.ts";

/** Walks the stages as a build would, without doing anything. */
export class StageForecaster {
  readonly steps: ForecastStep[] = [];
  /** The first failure: what would end the build. */
  failure: Extract<StepForecast, { outlook: "fails" }> | undefined;
  readonly #session: ForecastSession;
  readonly #missing: ReadonlyMap<string, ImageNeed>;
  readonly #results = new Map<number, RootOutlook>();
  readonly #running = new Set<string>();
  readonly #roots: RootViews;
  /** The step to forecast. */
  #assumptions: Assumptions = { urls: [], unless: undefined };

  constructor(session: ForecastSession, missing: ReadonlyMap<string, ImageNeed>) {
    this.#session = session;
    this.#missing = missing;
    this.#roots = session.openRoots(async (root) => {
      const outlook = this.#filesOf(root);
      if (!outlook.known) throw new NotKnownYet(outlook.doubt);
      this.#assumptions.unless ??= outlook.unless;
      return outlook.layers;
    });
  }

  /** Stages come after all they need. */
  async forecastAll(): Promise<void> {
    for (const stage of this.#session.plan.stages.values()) this.#results.set(stage.index, await this.#stage(stage));
  }

  async #stage(stage: StagePlan): Promise<RootOutlook> {
    let files = await this.#start(stage);
    let redone: string | undefined;
    for (const work of stage.steps) {
      this.#session.signal.throwIfAborted();
      const assumptions: Assumptions = { urls: [], unless: files.known ? files.unless : undefined };
      this.#assumptions = assumptions;
      const task = { work, stage, parent: files, redone, roots: this.#roots, assumptions, running: this.#running };
      const forecast = await forecastStep(this.#session, task);
      this.#tell(work, forecast);
      files = after(files, work, forecast);
      if (forecast.outlook === "runs" || forecast.outlook === "may-run") redone = work.title;
    }
    return files;
  }

  /** Reports the FROM; returns what the stage starts from. */
  async #start({ base, fromStep }: StagePlan): Promise<RootOutlook> {
    if (base.kind === "scratch") {
      this.steps.push({ ...fromStep, outlook: "cached" });
      return { known: true, layers: [] };
    }
    if (base.kind === "context") return this.#contextFiles(await this.#roots(base), fromStep);
    const files = this.#filesOf(base, fromStep);
    const missing = base.kind === "image" ? this.#missing.get(base.key) : undefined;
    if (missing !== undefined && !files.known) {
      this.steps.push({ ...fromStep, outlook: "unknown", ...absentImage(this.#session.rules, missing.name) });
      return files;
    }
    const layer = base.kind === "image" && files.known ? this.#session.baseLayer(files.layers) : undefined;
    this.steps.push({
      ...fromStep,
      outlook: "cached",
      ...(missing !== undefined && { code: "remembered" }),
      ...(layer && { layer: { size: layer.size, files: layer.files } }),
    });
    return files;
  }

  /** The layer of a named context is written when it is first a base. */
  #contextFiles(view: RootView, fromStep: StagePlan["fromStep"]): RootOutlook {
    const layer = this.#session.contextLayer(view);
    this.steps.push({ ...fromStep, outlook: "cached" });
    return layer === undefined
      ? { known: false, doubt: { kind: "redone", step: fromStep, surely: false } }
      : { known: true, layers: [layer] };
  }

  #filesOf(root: LayeredRoot, asking?: StagePlan["fromStep"]): RootOutlook {
    const { images, stages } = this.#session.plan;
    if (root.kind === "stage") {
      const result = this.#results.get(root.stage);
      if (result === undefined) throw new Error(`stage ${root.stage} was needed before its forecast`);
      return result;
    }
    const layers = images.get(root.key)?.layers ?? this.#session.imageLayers(root.key);
    if (layers !== undefined) return { known: true, layers };
    const need = this.#missing.get(root.key);
    const step =
      asking ??
      [...stages.values()].flatMap(({ fromStep, steps }) => [fromStep, ...steps]).find(({ id }) => id === need?.step);
    if (step === undefined || need === undefined) throw new Error(`the image ${root.key} is neither here nor missing`);
    return { known: false, doubt: { kind: "missing", step, image: need.name } };
  }

  #tell({ operation: _operation, onbuild: _onbuild, ...step }: PlannedWork, forecast: StepForecast): void {
    const { outlook } = forecast;
    switch (outlook) {
      case "config":
        this.steps.push({ ...step, outlook });
        return;
      case "cached":
      case "unknown": {
        const { layer, ...told } = forecast;
        this.steps.push({ ...step, ...told, ...(layer && this.#totalsOf(layer)) });
        return;
      }
      case "fails":
        this.failure ??= forecast;
        this.steps.push({ ...step, outlook, code: forecast.code, problem: forecast.problem });
        return;
      default:
        this.steps.push({ ...step, ...forecast });
    }
  }

  /** Of a layer that is only remembered, nobody here has seen the files. */
  #totalsOf({ size, files }: CachedStep): Pick<ForecastStep, "layer"> {
    return this.#session.rules.known === "all" ? { layer: { size, files } } : {};
  }
}

/** The files after a step, as far as they are known. */
function after(before: RootOutlook, step: PlannedWork, forecast: StepForecast): RootOutlook {
  switch (forecast.outlook) {
    case "config":
      return before;
    case "cached":
      return before.known ? { ...before, layers: [...before.layers, forecast.layer.diffId] } : before;
    case "runs":
      return { known: false, doubt: { kind: "redone", step, surely: true } };
    case "may-run":
      return { known: false, doubt: { kind: "redone", step, surely: false } };
    case "fails":
      return { known: false, doubt: { kind: "failed", step } };
    case "unknown":
      if (before.known && forecast.layer !== undefined) {
        return { known: true, layers: [...before.layers, forecast.layer.diffId], unless: before.unless ?? step };
      }
      return before.known || before.doubt.kind === "redone"
        ? { known: false, doubt: { kind: "unknown", step } }
        : before;
  }
}
