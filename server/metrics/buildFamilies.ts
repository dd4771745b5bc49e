import type { BuildSummary } from "#contract/build.ts";
import type { BuildListeners, FinishedBuild } from "#server/builds/buildListeners.ts";
import type { BuilderPool } from "#server/builds/pool/builderPool.ts";
import type { Member } from "#server/builds/pool/member.ts";
import { Counter, type Family, gauge, Histogram, type Labels, Reading } from "./families.ts";

/** Seconds: from a build of cached steps to one of half an hour. */
const BUILD_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];
const QUEUE_SECONDS = [0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

interface MeasuredBuilds {
  readonly listeners: BuildListeners;
  readonly pool: BuilderPool;
  readonly load: { readonly queued: number; readonly oldestMs: number; readonly running: number };
}

/** The queue, the builds since the start, and the builders. */
export function buildFamilies(builds: MeasuredBuilds): readonly Family[] {
  return [...queueFamilies(builds), ...endedFamilies(builds.listeners), ...builderFamilies(builds.pool)];
}

function queueFamilies(builds: MeasuredBuilds): readonly Family[] {
  return [
    gauge("strata_build_queue_length", "Builds that wait.", () => builds.load.queued),
    gauge("strata_build_queue_oldest_seconds", "How long the oldest has waited.", () => builds.load.oldestMs / 1000),
    gauge("strata_builds_running", "Builds that run.", () => builds.load.running),
  ];
}

function kindOf({ live, trial }: BuildSummary): string {
  return live === true ? "live" : trial === true ? "trial" : "manual";
}

function endedFamilies(listeners: BuildListeners): readonly Family[] {
  const ended = new Counter("strata_builds_total", "Builds that ended, by result, builder, and kind.");
  const duration = new Histogram("strata_build_duration_seconds", "From a build's start to its end.", BUILD_SECONDS);
  const queued = new Histogram("strata_build_queue_seconds", "From a build's request to its start.", QUEUE_SECONDS);
  const steps = new Counter("strata_build_steps_total", "Steps of builds that are done, cached or not.");
  listeners.onFinished(({ build, builder = "none" }: FinishedBuild) => {
    const { createdAt, startedAt, finishedAt, counts, state } = build;
    const kind = kindOf(build);
    ended.add({ result: state, builder, kind });
    if (startedAt === undefined || finishedAt === undefined) return;
    duration.observe((finishedAt - startedAt) / 1000, { kind });
    queued.observe((startedAt - createdAt) / 1000);
    if (state !== "done" || counts === undefined) return;
    steps.add({ result: "cached" }, counts.cached);
    steps.add({ result: "ran" }, counts.steps - counts.cached);
  });
  return [ended, duration, queued, steps];
}

function builderFamilies(pool: BuilderPool): readonly Family[] {
  const each = (read: (member: Member) => number) => () =>
    pool.members.map((member): [Labels, number] => [{ builder: member.id }, read(member)]);
  const assigned = () =>
    pool.members.flatMap((member) =>
      Object.entries(member.counts.assigned).map(([reason, count]): [Labels, number] => [
        { builder: member.id, reason },
        count,
      ]),
    );
  const stickiness = (): [Labels, number][] => [
    [{ place: "home" }, pool.stickiness.home],
    [{ place: "elsewhere" }, pool.stickiness.elsewhere],
  ];
  return [
    new Reading(
      "strata_builder_running",
      "Builds that a builder runs.",
      each(({ running }) => running),
    ),
    new Reading(
      "strata_builder_capacity",
      "Most builds that it runs at once.",
      each(({ most }) => most),
    ),
    new Reading(
      "strata_builder_available",
      "1 if it takes builds, 0 if it is away.",
      each((member) => (member.isAway ? 0 : 1)),
    ),
    new Reading(
      "strata_builder_set_aside_total",
      "How often it went away.",
      each(({ counts }) => counts.setAside),
      "counter",
    ),
    new Reading(
      "strata_builder_lost_builds_total",
      "Builds that were lost at it.",
      each(({ counts }) => counts.lost),
      "counter",
    ),
    new Reading("strata_builder_assigned_total", "Builds that it got, by reason.", assigned, "counter"),
    new Reading(
      "strata_pool_placed_total",
      "Builds with a choice of builders: at the one with their cache, or elsewhere.",
      stickiness,
      "counter",
    ),
  ];
}
