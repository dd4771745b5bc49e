import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { type ImagesHere, rememberStandIn } from "../../bases/standIn.ts";
import type { BuildJob } from "../../builder.ts";
import { openBuildContext } from "../../files/buildContext.ts";
import { type Files, openFiles, openNamedFiles } from "../../request/contextFiles.ts";
import { noCacheFor } from "../../request/noCacheFor.ts";
import { rememberSteps } from "../memory/rememberSteps.ts";
import { rememberBases, remoteBase } from "../memory/remoteBases.ts";
import type { ToldBases } from "../memory/toldBases.ts";
import type { ToldSteps } from "../memory/toldSteps.ts";
import type { BuildTools } from "./buildTools.ts";
import type { PlannedBuild } from "./plannedBuild.ts";

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
export async function rememberBuild(
  tools: BuildTools,
  { workspace, request }: BuildJob,
  seen: SeenBuild,
): Promise<void> {
  const { planned, options, files, told, bases, here } = seen;
  const memory = tools.memory.of(workspace);
  rememberBases(memory, planned.missing.values(), told, bases);
  for (const need of planned.missing.values()) if (told.isKept(need.step)) rememberStandIn(here, need, undefined);
  const named = openNamedFiles(options.namedContexts, (digest) => openFiles(tools.contexts, digest));
  const context = openBuildContext(tools.images.blobs, files, seen.path, 0, named);
  await rememberSteps(tools.memory, {
    ...{ workspace, plan: planned.plan, context, told },
    noCache: noCacheFor(request),
    imageLayers: (key) => {
      const need = planned.missing.get(key);
      return need && remoteBase(memory, need, { context, request });
    },
  });
}
