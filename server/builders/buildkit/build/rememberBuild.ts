import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { type ImagesHere, rememberStandIn } from "../../bases/standIn.ts";
import type { BuildJob } from "../../builder.ts";
import { openBuildContext } from "../../files/buildContext.ts";
import { type Files, openFiles, openNamedFiles } from "../../request/contextFiles.ts";
import { noCacheFor } from "../../request/noCacheFor.ts";
import type { PlannedSteps } from "../memory/plannedInputs.ts";
import { rememberSteps } from "../memory/rememberSteps.ts";
import { isVague, rememberBases, remoteBase, toldBase } from "../memory/remoteBases.ts";
import type { ToldBases } from "../memory/toldBases.ts";
import type { ToldSteps } from "../memory/toldSteps.ts";
import type { BuildTools } from "./buildTools.ts";
import type { PlannedBuild } from "./plannedBuild.ts";
import type { MissSession } from "./tellMisses.ts";

export interface SeenBuild {
  readonly here: ImagesHere;
  readonly planned: Pick<PlannedBuild, "plan" | "missing">;
  readonly options: PlanOptions;
  readonly files: Files;
  /** Of the Dockerfile. */
  readonly path: string;
  readonly told: ToldSteps;
  readonly bases: ToldBases;
}

/** Remembers what a builder has after a build, for the next forecast. */
export async function rememberBuild(tools: BuildTools, job: BuildJob, seen: SeenBuild): Promise<void> {
  const { workspace, request } = job;
  const { planned, told, bases, here } = seen;
  const memory = tools.memory.of(workspace);
  rememberBases(memory, planned.missing.values(), told, bases);
  for (const need of planned.missing.values()) if (told.isKept(need.step)) rememberStandIn(here, need, undefined);
  const steps = plannedSteps(tools, job, seen);
  const { context } = steps;
  await rememberSteps(tools.memory, {
    ...steps,
    told,
    imageLayers: (key) => {
      const need = planned.missing.get(key);
      return need && remoteBase(memory, need, { context, request });
    },
  });
}

/** What it takes to say of a running build why its steps run. */
export function missSession(tools: BuildTools, job: BuildJob, seen: SeenBuild): MissSession {
  const { planned, bases, told } = seen;
  const steps = plannedSteps(tools, job, seen);
  const { context } = steps;
  return {
    ...steps,
    told,
    imageLayers: (key) => {
      const need = planned.missing.get(key);
      return need && toldBase(bases, need, { context, request: job.request });
    },
    isVague: () => [...planned.missing.values()].some((need) => isVague(bases, need)),
  };
}

function plannedSteps(
  tools: BuildTools,
  { workspace, request }: BuildJob,
  { planned: { plan }, options, files, path }: SeenBuild,
): Omit<PlannedSteps, "imageLayers"> {
  const named = openNamedFiles(options.namedContexts, (digest) => openFiles(tools.contexts, digest));
  const context = openBuildContext(tools.images.blobs, files, path, 0, named);
  return { workspace, plan, context, noCache: noCacheFor(request) };
}
