import { type Build, buildSchema, type Step } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import { parsePlatform } from "#contract/names/platform.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import { layersAt } from "#contract/stageChain.ts";
import type { ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { type StepState, stateAtStep } from "#dockerfile/plan/stateAtStep.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import { findStored } from "#server/inspection/findBase.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";

/** The files and the surroundings of a command at one step of a build. */
export interface FoundState {
  readonly state: StepState;
  /** Base first. */
  readonly layers: readonly Digest[];
  /** `before` a step that did not succeed. */
  readonly at: "before" | "after";
}

interface BuildStores {
  readonly builds: BuildService;
  readonly images: ImageStore;
}

const SUCCEEDED: ReadonlySet<Step["state"]> = new Set(["done", "cached"]);

/** Throws a ProblemError: build/not-found, request/not-found, image/not-found if the base image is gone. */
export function findStepState({ builds, images }: BuildStores, owner: string, id: string, stepId: string): FoundState {
  const build = buildSchema.parse(JSON.parse(builds.kept.text(owner, id)));
  const step = build.steps.find((one) => one.id === stepId);
  if (step === undefined || build.source === undefined) throw noState("The build has no such step.");
  requireReached(build, step);
  const at = SUCCEEDED.has(step.state) ? "after" : "before";
  const layers = layersAt({ stages: build.stages ?? [], steps: build.steps }, stepId, at);
  if (layers === undefined) throw noState("The files at this step are not known.");
  const { buildArgs = {}, platform } = builds.inputs(owner, id) ?? {};
  const options = planOptions(buildArgs, platform);
  return { at, layers, state: planState(build.source.dockerfileText, step, at, options, { images, owner }) };
}

/** Only what was executed has files. */
function requireReached({ steps }: Build, step: Step): void {
  const own = steps.filter(({ stage }) => stage === step.stage);
  const before = own.slice(0, own.indexOf(step));
  if (before.every(({ state }) => SUCCEEDED.has(state))) return;
  throw noState("The build did not get to this step.");
}

function noState(detail: string): ProblemError {
  return problemError("request/not-found", detail, { next: "Choose a step that was executed, or build again." });
}

function planOptions(buildArgs: Readonly<Record<string, string>>, platform: string | undefined): PlanOptions {
  const buildPlatform = hostPlatform();
  const parsed = parsePlatform(platform || "", buildPlatform);
  const chosen = platform !== undefined && platform !== "" && parsed.ok ? parsed.platform : buildPlatform;
  return { target: undefined, buildArgs, network: "default", platform: chosen, buildPlatform };
}

interface Stored {
  readonly images: ImageStore;
  readonly owner: string;
}

function planState(text: string, step: Step, at: "before" | "after", options: PlanOptions, stored: Stored): StepState {
  const found = new Map<string, PlanImage>();
  for (;;) {
    const result = stateAtStep(text, step, at, options, found);
    if (result.kind === "state") return result.state;
    if (result.kind === "failed") throw new ProblemError(result.problem);
    for (const need of result.images) found.set(need.key, storedImage(need, stored));
  }
}

/** Of an image that files are only copied from, nothing is needed anymore. */
function storedImage({ name, platform, instruction }: ImageNeed, { images, owner }: Stored): PlanImage {
  const image = findStored(images, owner, name, platform);
  if (image !== undefined) return { name, config: image.config, layers: image.layers.map(({ diffId }) => diffId) };
  if (instruction !== "FROM") return { name, config: EMPTY, layers: [] };
  throw problemError("image/not-found", `The base image ${name} of this build is no longer stored.`, {
    next: "Build again: that fetches it.",
  });
}

const EMPTY: PlanImage["config"] = {
  architecture: "",
  os: "linux",
  rootfs: { type: "layers", diff_ids: [] },
};
