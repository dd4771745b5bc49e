import type { BuildSource } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { baseNameOf } from "../../bases/planBase.ts";
import type { BuildJob } from "../../builder.ts";
import { listedAs } from "../../request/listedAs.ts";
import { finishedImage } from "../image/finishedImage.ts";
import type { Engine } from "./engine.ts";
import type { StageResult } from "./runStages.ts";

/** A build whose steps are all done. */
export interface BuiltTarget {
  readonly source: BuildSource;
  readonly plan: BuildPlan;
  readonly result: StageResult;
  /** By step, RFC 3339. */
  readonly created: ReadonlyMap<string, string>;
}

/** Stores the target's image. Throws a ProblemError if that fails. */
export function finishBuild(
  engine: Engine,
  job: BuildJob,
  { source, plan, result, created }: BuiltTarget,
): FinishedEvent {
  const { layers, baseLayers, size } = result;
  const { config, provenance } = finishedImage(plan, layers, created, plan.sourceDateEpoch);
  const bytes = encodeImageConfig(config);
  const base = baseNameOf(plan);
  const image = engine.images.put({
    workspace: job.workspace,
    config: bytes,
    layers,
    ...listedAs(job),
    ...(job.request.annotations !== undefined && { annotations: job.request.annotations }),
    provenance,
    source: { build: job.id, ...source },
    ...(base !== undefined && { baseName: base }),
    baseLayers,
  });
  const built = { id: digestOf(bytes), tags: [...image.tags], size };
  return { type: "finished", state: "done", at: Date.now(), image: built };
}
