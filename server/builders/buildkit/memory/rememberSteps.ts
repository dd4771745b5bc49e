import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { BuildPlan, PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { type StepInputs, stepKey } from "../../cache/stepKey.ts";
import type { BuildContext } from "../../files/buildContext.ts";
import { type LayeredRoot, type RootViews, rootKeys } from "../../files/stageFiles.ts";
import type { CacheSession } from "../../inputs/cacheSession.ts";
import type { AskRemote } from "../../inputs/copyInputs.ts";
import { positionOf } from "../../inputs/lookupCachedStep.ts";
import { runInstruction, stepInputs } from "../../inputs/stepInputs.ts";
import { runTimes } from "../../live/runTimes.ts";
import type { BuilderMemory, OwnMemory } from "./builderMemory.ts";
import { contextBase } from "./contextBase.ts";
import type { ToldSteps } from "./toldSteps.ts";

export interface BuiltSteps {
  readonly workspace: string;
  readonly plan: BuildPlan;
  readonly context: BuildContext;
  /** What stands for the layers of an image, by its key. */
  readonly imageLayers: (key: string) => readonly Digest[] | undefined;
  readonly noCache: CacheSession["noCache"];
  readonly told: ToldSteps;
}

/** Only the builder knows what it downloaded. */
const REMOTE = "as it was";
const askNobody: AskRemote = async () => REMOTE;

/** Thrown if a step takes files from what was not built to its end. */
class NotBuilt extends Error {}

/**
 * Remembers the steps whose results the builder has after a build, whether that came to its end or not. If the builder ran what
 * it should have had, it drops old results: then what was not used since is forgotten.
 */
export async function rememberSteps(memory: BuilderMemory, built: BuiltSteps): Promise<void> {
  const rememberer = new Rememberer(memory.of(built.workspace), built);
  await rememberer.all();
  if (rememberer.brokenAt !== undefined) memory.forgetUntil(rememberer.brokenAt);
}

class Rememberer {
  /** When the newest result that the builder no longer had was last used. */
  brokenAt: number | undefined;
  readonly #memory: OwnMemory;
  readonly #built: BuiltSteps;
  readonly #results = new Map<number, readonly Digest[] | undefined>();
  readonly #roots: RootViews;

  constructor(memory: OwnMemory, built: BuiltSteps) {
    this.#memory = memory;
    this.#built = built;
    this.#roots = rootKeys(built.context, async (root) => {
      const layers = this.#layersOf(root);
      if (layers === undefined) throw new NotBuilt();
      return layers;
    });
  }

  /** Stages come after all they need. */
  async all(): Promise<void> {
    for (const stage of this.#built.plan.stages.values()) this.#results.set(stage.index, await this.#stage(stage));
  }

  async #stage(stage: StagePlan): Promise<readonly Digest[] | undefined> {
    let layers = await this.#start(stage);
    for (const work of stage.steps) {
      if (layers === undefined) return undefined;
      if (work.operation.kind === "none") continue;
      layers = await this.#step(stage, work, layers);
    }
    return layers;
  }

  async #start({ base }: StagePlan): Promise<readonly Digest[] | undefined> {
    if (base.kind === "scratch") return [];
    return base.kind === "context" ? [contextBase(await this.#roots(base))] : this.#layersOf(base);
  }

  #layersOf(root: LayeredRoot): readonly Digest[] | undefined {
    if (root.kind === "stage") return this.#results.get(root.stage);
    return this.#built.plan.images.get(root.key)?.layers ?? this.#built.imageLayers(root.key);
  }

  async #step(stage: StagePlan, work: PlannedWork, layers: readonly Digest[]): Promise<readonly Digest[] | undefined> {
    const { told, workspace, noCache } = this.#built;
    const { operation } = work;
    const state = told.stateOf(work.id);
    if (operation.kind === "none" || state === undefined) return undefined;
    const session = {
      workspace,
      cache: { ...this.#memory, get: this.#memory.look },
      blobs: { has: () => true },
      noCache,
    };
    const task = { work, stage, layers, redone: undefined, roots: this.#roots };
    const inputs = await stepInputs(session, task, operation, askNobody).catch(notBuilt);
    if (inputs === undefined) return undefined;
    if (state !== "cached" && !noCache(stage)) this.#noteBroken(inputs);
    if (!told.isKept(work.id)) return undefined;
    const position = positionOf(session, task);
    this.#memory.setLastInputs(position, inputs);
    const time = told.timeOf(work.id);
    if (operation.kind === "run" && time !== undefined) {
      runTimes(this.#memory).took(runInstruction(operation), position, time);
    }
    return [...layers, this.#keep(inputs)];
  }

  #keep(inputs: StepInputs): Digest {
    const key = stepKey(inputs);
    const diffId = digestOf(key);
    this.#memory.put(key, { diffId, size: 0, files: 0, created: new Date().toISOString() });
    return diffId;
  }

  /** The builder ran a step that it had built before, from nothing that may have changed elsewhere. */
  #noteBroken(inputs: StepInputs): void {
    if ([...inputs.values()].includes(REMOTE)) return;
    const usedAt = Date.parse(this.#memory.look(stepKey(inputs))?.created ?? "");
    // The same step in another stage was remembered a moment ago.
    if (!(usedAt < this.#built.told.begunAt)) return;
    this.brokenAt = Math.max(this.brokenAt ?? usedAt, usedAt);
  }
}

/** Neither is a step that has not what it needs. */
function notBuilt(error: unknown): undefined {
  if (!(error instanceof NotBuilt || error instanceof ProblemError)) throw error;
}
