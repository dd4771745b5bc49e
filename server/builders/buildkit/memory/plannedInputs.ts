import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { BuildPlan, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { type StepInputs, stepKey } from "../../cache/stepKey.ts";
import type { BuildContext } from "../../files/buildContext.ts";
import { type LayeredRoot, type RootViews, rootKeys } from "../../files/stageFiles.ts";
import type { CacheSession } from "../../inputs/cacheSession.ts";
import type { AskRemote } from "../../inputs/copyInputs.ts";
import type { InputTask } from "../../inputs/inputTask.ts";
import { stepInputs } from "../../inputs/stepInputs.ts";
import type { OwnMemory } from "./builderMemory.ts";
import { contextBase } from "./contextBase.ts";

export interface PlannedSteps {
  readonly workspace: string;
  readonly plan: BuildPlan;
  readonly context: BuildContext;
  /** What stands for the layers of an image, by its key. */
  readonly imageLayers: (key: string) => readonly Digest[] | undefined;
  readonly noCache: CacheSession["noCache"];
}

/** A step, and what its result depends on. */
export interface KnownStep {
  readonly task: Pick<InputTask, "work" | "stage">;
  readonly inputs: StepInputs;
}

interface KnownStage {
  /** By ID, up to the first of which something is not known. */
  readonly steps: ReadonlyMap<string, KnownStep>;
  /** What stands for its files; undefined if they are not known. */
  readonly layers: readonly Digest[] | undefined;
}

/** Only the builder knows what it downloaded. */
const REMOTE = "as it was";
const askNobody: AskRemote = async () => REMOTE;

/** Thrown if a step takes files of which nothing is known. */
class NotKnown extends Error {}

/** Whether a step depends on what only the builder knows. */
export function isRemote(inputs: StepInputs): boolean {
  return [...inputs.values()].includes(REMOTE);
}

/** What stands for the layer of a step whose files only the builder has. */
export function resultOf(inputs: StepInputs): Digest {
  return digestOf(stepKey(inputs));
}

/** What the steps of a plan depend on: the files of a stage count by the steps that make them. Each stage is looked at once. */
export class PlannedInputs {
  readonly #memory: OwnMemory;
  readonly #planned: PlannedSteps;
  readonly #stages = new Map<number, Promise<KnownStage>>();
  readonly #roots: RootViews;

  constructor(memory: OwnMemory, planned: PlannedSteps) {
    this.#memory = memory;
    this.#planned = planned;
    this.#roots = rootKeys(planned.context, async (root) => {
      const layers = await this.#layersOf(root);
      if (layers === undefined) throw new NotKnown();
      return layers;
    });
  }

  of(stage: StagePlan): Promise<KnownStage> {
    const known = this.#stages.get(stage.index) ?? this.#look(stage);
    this.#stages.set(stage.index, known);
    return known;
  }

  async #look(stage: StagePlan): Promise<KnownStage> {
    const { workspace, noCache } = this.#planned;
    const session = {
      ...{ workspace, noCache, blobs: { has: () => true } },
      cache: { ...this.#memory, get: this.#memory.look },
    };
    const steps = new Map<string, KnownStep>();
    let layers = await this.#start(stage);
    for (const work of stage.steps) {
      if (layers === undefined) break;
      const { operation } = work;
      if (operation.kind === "none") continue;
      const task = { work, stage, layers, redone: undefined, roots: this.#roots };
      const inputs = await stepInputs(session, task, operation, askNobody).catch(notKnown);
      if (inputs !== undefined) steps.set(work.id, { task, inputs });
      layers = inputs && [...layers, resultOf(inputs)];
    }
    return { steps, layers };
  }

  async #start({ base }: StagePlan): Promise<readonly Digest[] | undefined> {
    if (base.kind === "scratch") return [];
    return base.kind === "context" ? [contextBase(await this.#roots(base))] : await this.#layersOf(base);
  }

  async #layersOf(root: LayeredRoot): Promise<readonly Digest[] | undefined> {
    const { plan, imageLayers } = this.#planned;
    if (root.kind === "image") return plan.images.get(root.key)?.layers ?? imageLayers(root.key);
    const stage = plan.stages.get(root.stage);
    return stage && (await this.of(stage)).layers;
  }
}

/** A step that lacks something it needs is not known either. */
function notKnown(error: unknown): undefined {
  if (!(error instanceof NotKnown || error instanceof ProblemError)) throw error;
}
