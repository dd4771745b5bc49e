import type { Build } from "#contract/build.ts";

/** A span of a build's trace; times in milliseconds since the epoch. */
export interface BuildSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly failed: boolean;
}

/** The spans of a finished build: the build itself, and what it consisted of, in order. */
export interface BuildTrace {
  readonly build: BuildSpan;
  readonly parts: readonly BuildSpan[];
}

/**
 * Names, words, and numbers of ours only: nothing that somebody wrote, such as the text of an instruction, a tag, or a name.
 * Undefined for a build that has not finished.
 */
export function buildTrace(build: Build): BuildTrace | undefined {
  const { createdAt, startedAt, finishedAt } = build;
  if (finishedAt === undefined) return undefined;
  const steps = stepSpans(build);
  const first = Math.min(...steps.map(({ start }) => start));
  const last = Math.max(...steps.map(({ end }) => end));
  const plain = (name: string, start: number, end: number): BuildSpan[] =>
    end < start ? [] : [{ name, start, end, attributes: {}, failed: false }];
  const parts = [
    ...plain("queue", createdAt, startedAt ?? finishedAt),
    ...(startedAt === undefined ? [] : plain("plan", startedAt, Math.min(first, finishedAt))),
    ...steps,
    ...(build.state === "done" && steps.length > 0 ? plain("export", last, finishedAt) : []),
  ];
  const failed = build.state === "failed";
  return {
    build: { name: "build", start: createdAt, end: finishedAt, attributes: buildAttributes(build), failed },
    parts,
  };
}

function buildAttributes({ id, state, assignment, counts, problem, live, image }: Build): BuildSpan["attributes"] {
  return {
    "strata.build.id": id,
    "strata.build.state": state,
    ...(assignment && { "strata.builder": assignment.builder, "strata.builder.reason": assignment.code }),
    ...(counts && { "strata.build.steps": counts.steps, "strata.build.cached_steps": counts.cached }),
    ...(problem && { "strata.problem.code": problem.code }),
    ...(live && { "strata.build.live": true }),
    ...(image?.size !== undefined && { "strata.image.size": image.size }),
  };
}

function stepSpans({ steps, finishedAt = 0 }: Build): BuildSpan[] {
  return steps.flatMap(
    ({ id, instruction, stage, state, startedAt, finishedAt: end = finishedAt, cacheMiss, layer }) => {
      if (startedAt === undefined) return [];
      const attributes: BuildSpan["attributes"] = {
        "strata.step.id": id,
        "strata.step.instruction": instruction,
        "strata.step.stage": stage,
        "strata.step.state": state,
        ...(cacheMiss !== undefined && { "strata.step.cache_miss": cacheMiss.code }),
        ...(layer !== undefined && { "strata.layer.size": layer.size }),
      };
      return [{ name: instruction, start: startedAt, end, attributes, failed: state === "failed" }];
    },
  );
}
