import type { Digest } from "#contract/names/digest.ts";
import type { Range } from "#contract/range.ts";
import type { PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import type { Root } from "#dockerfile/steps/operation.ts";
import { type LayeredRoot, type RootFiles, rootFiles } from "../../files/stageFiles.ts";
import type { BuildSession } from "../session/buildSession.ts";
import { readBaseLayer } from "./baseLayer.ts";
import { contextLayer } from "./contextLayer.ts";
import { runStep, type StepOutcome } from "./runStep.ts";

export interface StageResult {
  readonly layers: readonly Digest[];
  /** Layers of the image the stage starts from. */
  readonly baseLayers: number;
  /** Bytes of the files in all layers. */
  readonly size: number;
}

/** A step's failure on its way up, with the place in the Dockerfile attached once. */
export class StepFailure extends Error {
  readonly step: string;
  readonly instruction: string;
  readonly range: Range;

  constructor(work: PlannedWork, cause: unknown) {
    super(`step ${work.id} failed`, { cause });
    this.name = "StepFailure";
    this.step = work.id;
    this.instruction = work.instruction;
    this.range = work.range;
  }
}

/** Runs the target and what it needs; stages that do not depend on each other run side by side. */
export class StageRunner {
  /** When the layer of each step was made (RFC 3339), by step. */
  readonly created = new Map<string, string>();
  readonly #session: BuildSession;
  readonly #results = new Map<number, Promise<StageResult>>();
  readonly #roots: RootFiles;
  readonly #failed = new AbortController();

  constructor(session: BuildSession) {
    this.#session = { ...session, signal: AbortSignal.any([session.signal, this.#failed.signal]) };
    this.#roots = rootFiles(session.blobs, session.context, (root) => this.#layersOf(root));
  }

  /** Runs every stage of the plan. The first failure stops the others; it is thrown once all have ended. */
  async runAll(): Promise<StageResult> {
    const stages = [...this.#session.plan.stages.keys()].map((index) => this.#stage(index));
    const noted = stages.map((stage) => stage.catch((error: unknown) => this.#failed.abort(error)));
    await Promise.all(noted);
    this.#session.signal.throwIfAborted();
    return await this.#stage(this.#session.plan.target);
  }

  #stage(index: number): Promise<StageResult> {
    const known = this.#results.get(index);
    if (known !== undefined) return known;
    const stage = this.#session.plan.stages.get(index);
    if (stage === undefined) throw new Error(`stage ${index} was not planned`);
    const result = this.#runStage(stage);
    this.#results.set(index, result);
    return result;
  }

  async #runStage(stage: StagePlan): Promise<StageResult> {
    const { signal } = this.#session;
    const base = await this.#base(stage);
    let { layers, size } = base;
    let redone: string | undefined;
    for (const work of stage.steps) {
      signal.throwIfAborted();
      const outcome = await this.#runWork(work, stage, layers, redone);
      if (outcome.layer !== undefined) {
        layers = [...layers, outcome.layer.diffId];
        size += outcome.layer.size;
        this.created.set(work.id, outcome.layer.created);
      }
      if (!outcome.cached && outcome.layer !== undefined) redone = work.title;
    }
    return { layers, baseLayers: base.baseLayers, size };
  }

  async #base({ base, fromStep }: StagePlan): Promise<StageResult> {
    if (base.kind === "scratch") return { layers: [], baseLayers: 0, size: 0 };
    if (base.kind === "stage") return await this.#stage(base.stage);
    const layers = base.kind === "context" ? [await this.#contextLayer(base, fromStep.id)] : await this.#layersOf(base);
    const { blobs, cache } = this.#session;
    return { layers, baseLayers: layers.length, size: readBaseLayer(blobs, cache, layers)?.size ?? 0 };
  }

  async #contextLayer(root: Root, step: string): Promise<Digest> {
    this.created.set(step, new Date().toISOString());
    return await contextLayer(this.#session, await this.#roots(root), this.#session.signal);
  }

  async #runWork(
    work: PlannedWork,
    stage: StagePlan,
    layers: readonly Digest[],
    redone: string | undefined,
  ): Promise<StepOutcome> {
    try {
      return await runStep(this.#session, { work, stage, layers, redone, roots: this.#roots });
    } catch (error) {
      throw error instanceof StepFailure ? error : new StepFailure(work, error);
    }
  }

  async #layersOf(root: LayeredRoot): Promise<readonly Digest[]> {
    if (root.kind === "stage") return (await this.#stage(root.stage)).layers;
    const image = this.#session.plan.images.get(root.key);
    if (image === undefined) throw new Error(`the image ${root.key} was not found before the build`);
    return image.layers;
  }
}
