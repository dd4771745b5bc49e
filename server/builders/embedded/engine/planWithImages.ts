import type { Problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildPlan, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import { plannedEvent } from "../../events/plannedEvent.ts";
import { HeldBack } from "../../live/heldBack.ts";
import { findImage } from "./baseImages.ts";
import { readBaseLayer } from "./baseLayer.ts";
import type { Engine } from "./engine.ts";

type Emit = (event: RunningEvent) => void;

/** Plans, finds the images the plan asks for, and plans again until it has all. Pulls go through `blobs`. */
export async function planWithImages(
  engine: Engine,
  blobs: BlobStore,
  job: BuildJob,
  dockerfile: Dockerfile,
  options: PlanOptions,
  emit: Emit,
  signal: AbortSignal,
): Promise<BuildPlan | Problem> {
  const resolved = resolveForBuild(dockerfile, options);
  const images = new Map<string, PlanImage>();
  const { images: store, cache, settings } = engine;
  let shown = "";
  const show = (plan: BuildPlan) => {
    const event = plannedEvent(plan);
    const text = JSON.stringify(event);
    // Triggers of a base image are known only once it is pulled: then the plan is sent again.
    if (text !== shown) emit(event);
    shown = text;
  };
  for (;;) {
    const planned = planBuild(resolved, options, images);
    if (planned.kind === "failed") return planned.problem;
    if (planned.kind === "planned") {
      show(planned.plan);
      tellBases(engine, planned.plan, emit);
      return planned.plan;
    }
    // If every image is stored, the first plan need not be shown; a pull takes time.
    const finder = {
      store,
      cache,
      blobs,
      settings,
      workspace: job.workspace,
      signal,
      onlyHere: job.request.live === "quick",
      emit: pulling(() => show(planned.draft), emit),
    };
    const found = await Promise.allSettled(planned.images.map((need) => findImage(finder, need)));
    signal.throwIfAborted();
    for (const [index, result] of found.entries()) {
      const need = planned.images[index];
      if (result.status === "fulfilled" && need !== undefined) images.set(need.key, result.value);
      if (result.status === "rejected" && need !== undefined) {
        show(planned.draft);
        if (!(result.reason instanceof HeldBack))
          emit({ type: "step", step: need.step, state: "failed", at: Date.now() });
        throw result.reason;
      }
    }
  }
}

function pulling(showFirst: () => void, emit: Emit): Emit {
  return (event) => {
    showFirst();
    emit(event);
  };
}

/** A FROM is done once its image is stored. */
function tellBases({ images: { blobs }, cache }: Engine, plan: BuildPlan, emit: Emit): void {
  for (const { fromStep, base } of plan.stages.values()) {
    const image = base.kind === "image" ? plan.images.get(base.key) : undefined;
    const layer = image && readBaseLayer(blobs, cache, image.layers);
    emit({
      type: "step",
      step: fromStep.id,
      state: "done",
      at: Date.now(),
      ...(layer && { layer: { ...layer, below: [...image.layers.slice(0, -1)] } }),
    });
  }
}
