import { maskCredentials } from "#contract/credentials.ts";
import { formatPlatform, type Platform } from "#contract/names/platform.ts";
import type { Instruction } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import type { ResolvedStage, StageBase, StageSource } from "../stages/resolvedStage.ts";
import type { ResolvedStages } from "../stages/resolveStages.ts";
import { instructionMistakes } from "../stages/stageMistakes.ts";
import type { ScopeInput } from "../stages/stageScope.ts";
import { piecesOf } from "../stages/walkStages.ts";
import type { Root } from "../steps/operation.ts";
import type { StepScope } from "../steps/scope.ts";
import { childState, contextState, imageState, type StageState, scratchState } from "../steps/stageState.ts";
import { planStep } from "../steps/steps.ts";
import type { Mistake } from "../syntax/mistake.ts";
import type { ImageNeed, PlanImage, PlannedWork, StagePlan } from "./buildPlan.ts";
import { type Placed, place, placedError, placeTrigger, throwFirst } from "./placed.ts";
import { PlanBounds, stepTitle } from "./planBounds.ts";
import type { PlanOptions } from "./planOptions.ts";
import { SOURCE_DATE_EPOCH, sourceDateEpoch } from "./sourceDateEpoch.ts";
import { sourcesByInstruction, triggerSources } from "./stepSources.ts";

/** Which step asks for an image. */
type Wanting = Pick<ImageNeed, "step" | "instruction" | "range">;

/** Plans stages one by one. Throws a PlanError for the first mistake. */
export class Planner {
  readonly stages = new Map<number, StagePlan>();
  readonly needs = new Map<string, ImageNeed>();
  /** Seconds since 1970. */
  readonly sourceDateEpoch: number | undefined;
  readonly #resolved: ResolvedStages;
  readonly #options: PlanOptions;
  readonly #images: ReadonlyMap<string, PlanImage>;
  readonly #scopeInput: ScopeInput;
  readonly #bounds = new PlanBounds();

  constructor(resolved: ResolvedStages, options: PlanOptions, images: ReadonlyMap<string, PlanImage>) {
    const epoch = sourceDateEpoch(resolved, options);
    const isUnset = epoch.kind === "names-source";
    this.sourceDateEpoch = epoch.kind === "seconds" ? epoch.seconds : undefined;
    this.#resolved = resolved;
    this.#options = isUnset ? { ...options, buildArgs: withoutEpoch(options.buildArgs) } : options;
    this.#images = images;
    this.#scopeInput = {
      escape: resolved.names.dockerfile.escape,
      globalArgs: isUnset
        ? new Map([...resolved.globalArgs.values].filter(([name]) => name !== SOURCE_DATE_EPOCH))
        : resolved.globalArgs.values,
      buildArgs: this.#options.buildArgs,
    };
  }

  /** Plans the stages that the target needs and the target, in the order of the Dockerfile: none needs a later one. */
  target(index: number): StagePlan {
    for (const needed of this.#resolved.reachable.toSorted((a, b) => a - b)) this.#stage(needed);
    return this.#stage(index);
  }

  /** Plans a stage and, before it, those that triggers of its base image need. */
  #stage(index: number): StagePlan {
    const known = this.stages.get(index);
    if (known !== undefined) return known;
    const resolved = this.#resolved.stages[index];
    if (resolved === undefined) throw new Error(`there is no stage ${index}`);
    const { stage, base } = resolved;
    this.#bounds.enter(stage.from.range);
    const id = `${index}.0`;
    const { state, triggers, root } = this.#startState(resolved, id);
    const placed = [...triggers.map((text) => placeTrigger(text, stage)), ...stage.instructions.map(place)];
    this.#bounds.steps(1 + placed.length, stage.from.range);
    const sources = sourcesByInstruction(resolved);
    const steps = placed.map((each, at) => this.#step(stage, state, each, sources, `${index}.${at + 1}`));
    const { range, original } = stage.from;
    const planned: StagePlan = {
      index,
      ...(stage.name !== undefined && { name: stage.name }),
      from: this.#fromText(base),
      range: stage.range,
      base: root,
      fromStep: { id, stage: index, instruction: "FROM", title: stepTitle(original), range, configOnly: false },
      steps,
      state,
    };
    this.stages.set(index, planned);
    this.#bounds.leave();
    return planned;
  }

  #startState({ base, stage, platform = this.#options.platform }: ResolvedStage, step: string) {
    const { range } = stage.from;
    const root = this.#root(base, platform, { step, instruction: "FROM", range });
    switch (base.kind) {
      case "scratch":
        // BuildKit's empty image is for the target's platform, whatever the FROM says.
        return { state: scratchState(this.#options.platform, this.#scopeInput), triggers: [], root };
      case "stage": {
        const { state } = this.#stage(base.index);
        this.#bounds.copy(state, "stage", range);
        return { ...childState(state), root };
      }
      case "context":
        return { state: contextState(base.written, platform, this.#scopeInput, step), triggers: [], root };
      case "image": {
        const image = this.#images.get(imageKey(base.name, platform));
        if (image === undefined) return { state: scratchState(platform, this.#scopeInput), triggers: [], root };
        return { ...imageState(image.config, platform, this.#scopeInput), root };
      }
    }
  }

  #step(
    stage: Stage,
    state: StageState,
    { instruction, range, onbuild }: Placed,
    sources: ReadonlyMap<Instruction, readonly StageSource[]>,
    id: string,
  ): PlannedWork {
    try {
      const own = onbuild ? triggerSources(stage, instruction, this.#resolved.names) : (sources.get(instruction) ?? []);
      throwFirst(own.flatMap(({ mistake }) => mistake ?? []));
      const scope: StepScope = {
        buildArgs: this.#options.buildArgs,
        network: this.#options.network,
        sourceDateEpoch: this.sourceDateEpoch,
        rootOf: (from) => {
          const base = own.find((source) => (source.mount ?? source.instruction) === from)?.base;
          if (base === undefined) throw new Error(`the source of step ${id} was not resolved`);
          return this.#root(base, this.#options.platform, { step: id, instruction: instruction.name, range });
        },
      };
      throwFirst(mistakesAt(instruction, state));
      if (instruction.name === "RUN") this.#bounds.copy(state, "run", range);
      const operation = planStep(state, instruction, scope, id);
      this.#bounds.wrote(state, range);
      const title = stepTitle(maskCredentials(onbuild ? `ONBUILD ${instruction.original}` : instruction.original));
      const configOnly = operation.kind === "none";
      return { id, stage: stage.index, instruction: instruction.name, title, range, configOnly, operation, onbuild };
    } catch (error) {
      throw placedError(error, instruction, range, onbuild);
    }
  }

  /** Files to start or to copy from. Images that are not stored yet are requested; stages are planned. */
  #root(base: StageBase, platform: Platform, wanting: Wanting): Root {
    switch (base.kind) {
      case "scratch":
        return base;
      case "context":
        return { kind: "context", named: base.name };
      case "stage":
        this.#stage(base.index);
        return { kind: "stage", stage: base.index };
      case "image": {
        const key = imageKey(base.name, platform);
        if (!this.#images.has(key) && !this.needs.has(key)) {
          this.needs.set(key, { key, name: base.name, platform: formatPlatform(platform), ...wanting });
        }
        return { kind: "image", key };
      }
    }
  }

  #fromText(base: StageBase): string {
    switch (base.kind) {
      case "scratch":
        return base.kind;
      case "image":
        return base.name;
      case "context":
        return base.written;
      case "stage":
        return this.#resolved.stages[base.index]?.name ?? "";
    }
  }
}

function withoutEpoch(buildArgs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [SOURCE_DATE_EPOCH]: _, ...others } = buildArgs;
  return others;
}

/** What BuildKit rejects of an instruction with the variables before it. */
function mistakesAt(instruction: Instruction, { variables, config }: StageState): readonly Mistake[] {
  const pieces = piecesOf(instruction, variables);
  return instructionMistakes({ instruction, scope: variables, pieces, workdir: config.WorkingDir || "/" });
}

function imageKey(name: string, platform: Platform): string {
  return `${name} ${formatPlatform(platform)}`;
}
