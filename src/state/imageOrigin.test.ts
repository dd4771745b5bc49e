import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { problem } from "#contract/problem.ts";
import { useBuild } from "./build/build.ts";
import { digestOf, emptyRun, queuedBuild } from "./build/buildFixture.ts";
import type { BuildState } from "./build/buildState.ts";
import { useImage } from "./image/image.ts";
import { originReason, startImageOrigin, useImageOrigin } from "./imageOrigin.ts";
import type { Link } from "./selection/selectionLinks.ts";

const image = { id: digestOf("1"), tags: [] };
const done: BuildState = { phase: "done", run: emptyRun("one"), finishedAt: 90, image };
const failed: BuildState = { phase: "failed", run: emptyRun("two"), finishedAt: 95, problem: problem("internal", "x") };
const link = (id: string, instruction: string, line?: number): Link => ({
  id,
  instruction,
  rows: [0],
  imageStep: id,
  ...(line !== undefined && { lines: { start: line, end: line } }),
});

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  useBuild.setState({ build: { phase: "idle" } });
  useImage.setState({ facts: {} }, true);
  useImageOrigin.setState({}, true);
  stop = startImageOrigin();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function show(build: BuildState): void {
  useBuild.setState({ build });
  if (build.phase === "done") useImage.setState({ shown: build.image.id });
}

const reason = () => useImageOrigin.getState().reason;

it("the image of the last build has no note, and one that stays after a failed build has it at once", () => {
  show(done);
  expect(reason()).toBeUndefined();
  show(failed);
  expect(useImageOrigin.getState()).toEqual({ reason: "failed", builtAt: 90 });
});

it("a very short build has no note", () => {
  show(done);
  show(queuedBuild("two"));
  vi.advanceTimersByTime(100);
  show({ ...done, run: emptyRun("two") });
  vi.advanceTimersByTime(1000);
  expect(reason()).toBeUndefined();
});

it("each state of a longer build, queued, canceled, or refused, has its note", () => {
  show(done);
  show(queuedBuild("two"));
  vi.advanceTimersByTime(500);
  expect(reason()).toBe("queued");
  show({ phase: "running", run: emptyRun("two"), canceling: false });
  expect(reason()).toBe("running");
  show({ phase: "canceled", run: emptyRun("two"), finishedAt: 99 });
  expect(reason()).toBe("canceled");
  show({ phase: "refused", problem: problem("build/queue-full", "32 are waiting.") });
  expect(reason()).toBe("refused");
});

it("without an image, there is no note", () => {
  show(failed);
  expect(reason()).toBeUndefined();
});

it("an image is of another Dockerfile if no line of its source is left, except perhaps the FROM", () => {
  const of = (...links: Link[]) => originReason(done, { links, knowsImageText: true });
  expect(of(link("0.0", "FROM", 0), link("0.1", "RUN"))).toBe("other-text");
  expect(of(link("0.0", "FROM", 0), link("0.1", "RUN"), link("0.2", "CMD", 4))).toBeUndefined();
  expect(of(link("0.0", "FROM", 0))).toBeUndefined();
  expect(of()).toBeUndefined();
  expect(originReason(done, { links: [link("0.1", "RUN")], knowsImageText: false })).toBeUndefined();
});
