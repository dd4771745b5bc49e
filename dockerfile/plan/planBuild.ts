import { formatPlatform, type Platform } from "#contract/names/platform.ts";
import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import type { Dockerfile, Stage } from "../instructions/parseDockerfile.ts";
import type { Root } from "../steps/operation.ts";
import { PlanError } from "../steps/planError.ts";
import type { StepScope } from "../steps/scope.ts";
import { childState, contextState, imageState, type StageState, scratchState } from "../steps/stageState.ts";
import { planStep } from "../steps/steps.ts";
import { baseOf, namedBase, type StageBase } from "./baseOf.ts";
import type { BuildPlan, ImageNeed, PlanImage, PlannedWork, StagePlan } from "./buildPlan.ts";
import { findTarget } from "./findTarget.ts";
import { globalArguments } from "./globalArguments.ts";
import { findNamed, type NamedContexts } from "./namedContext.ts";
import { type Placed, place, placedError, placeTrigger } from "./placed.ts";
import { PlanBounds } from "./planBounds.ts";
import { type FoundRoot, resolveRoot } from "./resolveRoot.ts";
import { sourceDateEpoch } from "./sourceDateEpoch.ts";
import { stageOrder } from "./stageOrder.ts";

export interface PlanOptions {
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly network: "default" | "none" | "host";
  /** What is built for, and what this machine is. */
  readonly platform: Platform;
  readonly buildPlatform: Platform;
  /** Labels of the image beside those of the Dockerfile, which they win over. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly namedContexts?: NamedContexts;
}

/** `missing`: these images must be found first; ask again with them in `images`. `draft` has the steps known so far. */
export type PlanResult =
  | { readonly kind: "planned"; readonly plan: BuildPlan }
  | { readonly kind: "missing"; readonly images: readonly ImageNeed[]; readonly draft: BuildPlan }
  | { readonly kind: "failed"; readonly problem: Problem };

/**
 * The stages that the target needs, planned: words expanded, ARG and ENV scopes applied, ONBUILD triggers of the bases
 * put in, configuration and history as BuildKit writes them. Pure. The first mistake ends it.
 */
export function planBuild(
  dockerfile: Dockerfile,
  options: PlanOptions,
  images: ReadonlyMap<string, PlanImage>,
): PlanResult {
  try {
    const planner = new Planner(dockerfile, options, images);
    const target = findTarget(dockerfile, options.target);
    addLabels(planner.target(target).state, options.labels);
    const plan = { stages: planner.stages, target, images };
    if (planner.needs.size > 0) return { kind: "missing", images: [...planner.needs.values()], draft: plan };
    return { kind: "planned", plan };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const { code, message, range, extras } = error;
    return { kind: "failed", problem: problem(code, message, { ...(range !== undefined && { range }), ...extras }) };
  }
}

/** Which step asks for an image. */
type Wanting = Pick<ImageNeed, "step" | "instruction" | "range">;

/** They write no history row. */
function addLabels(state: StageState, labels: Readonly<Record<string, string>> = {}): void {
  if (Object.keys(labels).length > 0) state.config.Labels = { ...state.config.Labels, ...labels };
}

const NO_CONTEXTS: NamedContexts = new Map();

class Planner {
  readonly stages = new Map<number, StagePlan>();
  readonly needs = new Map<string, ImageNeed>();
  readonly #dockerfile: Dockerfile;
  readonly #options: PlanOptions;
  readonly #images: ReadonlyMap<string, PlanImage>;
  readonly #globalArgs: ReadonlyMap<string, string>;
  readonly #namedContexts: NamedContexts;
  readonly #madeAt: number | undefined;
  readonly #bounds = new PlanBounds();

  constructor(dockerfile: Dockerfile, options: PlanOptions, images: ReadonlyMap<string, PlanImage>) {
    this.#dockerfile = dockerfile;
    this.#options = options;
    this.#images = images;
    this.#namedContexts = options.namedContexts ?? NO_CONTEXTS;
    this.#madeAt = sourceDateEpoch(options.buildArgs);
    this.#globalArgs = globalArguments(dockerfile, options);
  }

  /** Plans the stages that the target needs, in their order, and the target. */
  target(index: number): StagePlan {
    const { stages } = this.#dockerfile;
    const order = stageOrder(index, {
      stages,
      base: (stage) => this.#baseOf(stage),
      isReplaced: (stage) => this.#replacement(stage) !== undefined,
      root: (name, stage) => resolveRoot(name, undefined, stage, stages, this.#namedContexts),
    });
    for (const needed of order) this.#stage(needed);
    return this.#stage(index);
  }

  /** A stage of a context's name gives way to it, with all that it does. */
  #replacement(stage: Stage): StageBase | undefined {
    return namedBase(findNamed(this.#namedContexts, stage.name), stage.name ?? "", this.#options.platform);
  }

  /** Plans a stage and, before it, those it needs. */
  #stage(index: number): StagePlan {
    const known = this.stages.get(index);
    if (known !== undefined) return known;
    const stage = this.#dockerfile.stages[index];
    if (stage === undefined) throw new Error(`there is no stage ${index}`);
    this.#bounds.enter(stage.from.range);
    const replaced = this.#replacement(stage);
    const base = replaced ?? this.#baseOf(stage);
    const id = `${index}.0`;
    const { state, triggers, root } = this.#startState(base, id, stage);
    const own = replaced === undefined ? stage.instructions.map(place) : [];
    const placed = [...triggers.map((text) => placeTrigger(text, stage)), ...own];
    const steps = placed.map((each, at) => this.#step(stage, state, each, `${index}.${at + 1}`));
    const { range, original } = stage.from;
    const planned: StagePlan = {
      index,
      ...(stage.name !== undefined && { name: stage.name }),
      from: fromText(base),
      range: stage.range,
      base: root,
      fromStep: { id, stage: index, instruction: "FROM", title: original, range, configOnly: false },
      steps,
      state,
    };
    this.stages.set(index, planned);
    this.#bounds.leave();
    return planned;
  }

  #baseOf(stage: Stage): StageBase {
    const { platform, buildPlatform } = this.#options;
    const options = { globalArgs: this.#globalArgs, platform, buildPlatform, namedContexts: this.#namedContexts };
    return baseOf(stage, this.#dockerfile, options);
  }

  #startState(base: StageBase, step: string, stage: Stage) {
    if (base.kind === "scratch") {
      return { state: scratchState(base.platform), triggers: [], root: { kind: "scratch" } as const };
    }
    if (base.kind === "stage") {
      const from = this.#stage(base.stage);
      this.#bounds.copy(from.state, "stage", stage.from.range);
      return { ...childState(from.state), root: { kind: "stage", stage: base.stage } as const };
    }
    if (base.kind === "context") {
      const state = contextState(base.written, base.platform, step);
      return { state, triggers: [], root: { kind: "context", named: base.name } as const };
    }
    const image = this.#image(base.name, base.platform, { step, instruction: "FROM", range: stage.from.range });
    const root = { kind: "image", key: imageKey(base.name, base.platform) } as const;
    if (image === undefined) return { state: scratchState(base.platform), triggers: [], root };
    return { ...imageState(image.config, base.platform), root };
  }

  #image(name: string, platform: Platform, wanting: Wanting) {
    const key = imageKey(name, platform);
    const image = this.#images.get(key);
    if (image === undefined && !this.needs.has(key)) {
      this.needs.set(key, { key, name, platform: formatPlatform(platform), ...wanting });
    }
    return image;
  }

  #step(stage: Stage, state: StageState, { instruction, range, onbuild }: Placed, id: string): PlannedWork {
    const scope: StepScope = {
      escape: this.#dockerfile.escape,
      buildArgs: this.#options.buildArgs,
      globalArgs: this.#globalArgs,
      network: this.#options.network,
      madeAt: this.#madeAt,
      stageIndex: stage.index,
      resolveRoot: (name, word) => {
        const found = resolveRoot(name, word, stage, this.#dockerfile.stages, this.#namedContexts);
        return this.#root(found, state, { step: id, instruction: instruction.name, range });
      },
    };
    try {
      if (instruction.name === "RUN") this.#bounds.copy(state, "run", range);
      const operation = planStep(state, instruction, scope, id);
      const title = onbuild ? `ONBUILD ${instruction.original}` : instruction.original;
      const configOnly = operation.kind === "none";
      return { id, stage: stage.index, instruction: instruction.name, title, range, configOnly, operation, onbuild };
    } catch (error) {
      throw placedError(error, instruction, range, onbuild);
    }
  }

  #root(found: FoundRoot, state: StageState, wanting: Wanting): Root {
    if (found.kind === "stage") {
      this.#stage(found.stage);
      return found;
    }
    if (found.kind === "context") return found;
    this.#image(found.name, state.platform, wanting);
    return { kind: "image", key: imageKey(found.name, state.platform) };
  }
}

function fromText(base: StageBase): string {
  if (base.kind === "scratch") return "scratch";
  return base.kind === "image" ? base.name : base.written;
}

function imageKey(name: string, platform: Platform): string {
  return `${name} ${formatPlatform(platform)}`;
}
