import { type Build, buildSchema } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ShareManifest } from "./shareManifest.ts";
import { findPart, requirePart } from "./shareParts.ts";

/** The events of a share's build, each as JSON: its log if it is there. Throws share/absent. */
export function sharedEvents(manifest: ShareManifest, blobs: BlobStore): string[] {
  const log = findPart(manifest, blobs, "log");
  if (log !== undefined) return new TextDecoder().decode(log).split("\n");
  const build = buildSchema.parse(JSON.parse(new TextDecoder().decode(requirePart(manifest, blobs, "build"))));
  return eventsWithoutLog(build).map((event) => JSON.stringify(event));
}

/** The events that a finished build must have had, but for its output, if its log is lost. */
function eventsWithoutLog(build: Build): BuildEvent[] {
  const { source, stages = [], steps, image, problem, finishedAt: at = build.createdAt } = build;
  const finished = build.state === "failed" || build.state === "canceled" ? build.state : "done";
  const failed = steps.find(({ state }) => state === "failed");
  return [
    ...(source ? [{ type: "source" as const, ...source }] : []),
    { type: "planned", stages, steps: steps.map(plannedOf) },
    ...steps.flatMap(stepEvents),
    {
      type: "finished",
      state: finished,
      at,
      ...(image && { image }),
      ...(problem && { problem }),
      ...(failed && { step: failed.id }),
    },
  ];
}

type Step = Build["steps"][number];

const plannedOf = ({ id, stage, instruction, title, range, configOnly }: Step) => ({
  id,
  stage,
  instruction,
  title,
  range,
  configOnly,
});

function stepEvents({ id, state, startedAt, finishedAt, cacheMiss, layer }: Step): BuildEvent[] {
  const start: BuildEvent[] =
    startedAt === undefined
      ? []
      : [{ type: "step", step: id, state: "running", at: startedAt, ...(cacheMiss && { cacheMiss }) }];
  if (finishedAt === undefined) return start;
  return [...start, { type: "step", step: id, state, at: finishedAt, ...(layer && { layer }) }];
}
