import { expect, it } from "vitest";
import type { RunningEvent } from "../../builder.ts";
import type { SolveStatus } from "../rawjson/solveStatus.ts";
import { StepMatcher } from "./stepMatcher.ts";
import { StepTracker } from "./stepTracker.ts";
import { readVertexName } from "./vertexName.ts";

const step = (id: string, title: string, configOnly = false) => ({
  id,
  configOnly,
  title,
  instruction: title.split(" ")[0] ?? "",
});
const STAGES = [
  {
    ...{ index: 0, name: "build", fromStep: step("0.0", "FROM busybox"), countsFrom: true },
    steps: [step("0.1", "RUN a"), step("0.2", "ENV a=1", true), step("0.3", "RUN b"), step("0.4", "RUN b")],
  },
  {
    index: 1,
    fromStep: step("1.0", "FROM scratch"),
    steps: [step("1.1", "COPY --from=build /a /")],
    countsFrom: false,
  },
];
/** BuildKit tells of one of them. */
const ALIKE = new Map([["0.0", ["2.0"]]]);
const IMAGES = new Map([["docker.io/library/busybox:latest", "0.0"]]);
const AT = "2026-01-01T00:00:00Z";
const LATER = "2026-01-01T00:00:02Z";

function track(...statuses: SolveStatus[]) {
  const events: RunningEvent[] = [];
  const tracker = new StepTracker(new StepMatcher(STAGES, IMAGES, 1), ALIKE, (event) => events.push(event));
  for (const status of statuses) tracker.take(status);
  tracker.end();
  return { events, tracker };
}

const states = (events: readonly RunningEvent[]) =>
  events.flatMap((event) => (event.type === "step" ? [`${event.step} ${event.state}`] : []));
const vertex = (digest: string, name: string, more = {}) => ({ digest, name, ...more });

it.each([
  ["[build 2/3] RUN a", "0.1"],
  ["[linux/arm64 build 3/3] RUN b", "0.3"],
  ["[build  4/12] RUN b", "0.4"],
  ["[build 2/4] ONBUILD RUN unknown", "0.0"],
  ["[build 1/9] FROM docker.io/library/busybox", "0.0"],
  ["[stage-1 1/1] COPY --from=build /a /", "1.1"],
  ["[1/1] COPY --from=build /a /", "1.1"],
  ["[ 1/12] COPY x /", "1.1"],
  ["[internal] load metadata for docker.io/library/busybox:latest", "0.0"],
  ["[context busybox] OCI load from client", "0.0"],
  ["exporting to oci image format", "1.1"],
  ["[nosuch 1/2] RUN a", undefined],
  ["[internal] load build context", undefined],
])("finds the step of %s", (name, id) => {
  expect(new StepMatcher(STAGES, IMAGES, 1).find(readVertexName(name))).toBe(id);
});

it("takes a step whose result comes from a cache elsewhere for cached, while its layers are pulled", () => {
  const name = "[build 2/2] RUN a";
  const { events } = track(
    { vertexes: [vertex("s1", name, { started: AT, cached: true })] },
    { vertexes: [vertex("s1", name, { started: AT })] },
    { vertexes: [vertex("s1", name, { started: AT, completed: LATER })] },
    { vertexes: [vertex("s1", name, { started: AT, completed: LATER, cached: true })] },
  );
  expect(states(events)).toEqual(["0.1 cached"]);
});

it("warns of a cache that can't be read, and does not take that for the failure", () => {
  const error = "failed to configure registry cache importer: h.io/a:1: not found";
  const { events, tracker } = track({
    vertexes: [vertex("c", "importing cache manifest from h.io/a:1", { started: AT, completed: AT, error })],
  });
  expect(events.map(({ type }) => type)).toEqual(["warning"]);
  expect(tracker.failed).toBeUndefined();
});

it("tells states with BuildKit's times, and what was cached as such only", () => {
  const name = "[build 2/3] RUN a";
  const { events } = track(
    { vertexes: [vertex("a", name), vertex("b", "[build 3/3] RUN b")] },
    { vertexes: [vertex("a", name, { started: AT, completed: AT, cached: true })] },
    { vertexes: [vertex("b", "[build 3/3] RUN b", { started: AT })] },
    { vertexes: [vertex("b", "[build 3/3] RUN b", { started: AT, completed: LATER })] },
  );
  expect(states(events)).toEqual(["0.1 cached", "0.3 running", "0.3 done"]);
  expect(events.at(-1)).toMatchObject({ at: Date.parse(LATER) });
});

it("tells of all steps that are one for BuildKit", () => {
  const { events } = track({
    vertexes: [vertex("a", "[build 1/3] FROM docker.io/library/busybox", { started: AT, completed: LATER })],
  });
  expect(states(events)).toEqual(["0.0 running", "2.0 running", "0.0 done", "2.0 done"]);
});

it("tells a step as cached although a busy engine told of its begin first, unless another vertex of it runs", () => {
  const name = "[build 2/3] RUN a";
  const begun = vertex("a", name, { started: AT });
  const cached = { started: AT, completed: LATER, cached: true };
  const { events } = track({ vertexes: [begun] }, { vertexes: [vertex("a", name, cached)] });
  expect(states(events)).toEqual(["0.1 running", "0.1 cached"]);
  const other = vertex("b", "[linux/arm64 build 2/3] RUN a", cached);
  expect(states(track({ vertexes: [begun] }, { vertexes: [other] }).events)).toEqual(["0.1 running"]);
});

it("gives a step what works for it: its download and the image that it copies from", () => {
  const { events, tracker } = track({
    vertexes: [
      vertex("url", "https://example.org/x.tar", {
        error: "invalid response status 404",
        started: AT,
        completed: LATER,
      }),
      vertex("add", "[stage-1 1/1] COPY --from=build /a /", { inputs: ["url"] }),
    ],
    statuses: [{ id: "transferring x", vertex: "url", current: 10, total: 100 }],
  });
  expect(events).toContainEqual({ type: "progress", step: "1.1", label: "transferring x", current: 10, total: 100 });
  expect(tracker.failed).toEqual({ step: "1.1", error: "invalid response status 404" });
});

it("takes the state of an ADD from what adds, not from its download, which has the same name", () => {
  const name = "[stage-1 1/1] COPY --from=build /a /";
  // Another step adds the same.
  const announced = {
    vertexes: [
      vertex("url", name),
      vertex("other", "[build 2/3] RUN a", { inputs: ["url"] }),
      vertex("add", name, { inputs: ["url"] }),
    ],
  };
  const ends = (digest: string, more = {}) => ({
    vertexes: [vertex(digest, name, { started: AT, completed: LATER, ...more })],
  });
  const told = (...statuses: SolveStatus[]) => states(track(announced, ...statuses).events);
  expect(told(ends("url", { cached: true }), ends("add"))).toEqual(["1.1 running", "1.1 done"]);
  expect(told(ends("url"), ends("add", { cached: true }))).toEqual(["1.1 running", "1.1 cached"]);
  expect(told(ends("url"))).toEqual(["1.1 running"]);
  expect(told(ends("url", { error: "invalid response status 404" }))).toEqual(["1.1 running", "1.1 failed"]);
});

it("joins characters that come in two pieces, and keeps the streams apart", () => {
  const bytes = Buffer.from("größe\n");
  const log = (data: Buffer, stream = 1) => ({ logs: [{ vertex: "a", stream, data: data.toString("base64") }] });
  const { events, tracker } = track(
    { vertexes: [vertex("a", "[build 2/3] RUN a", { started: AT })] },
    ...[log(bytes.subarray(0, 3)), log(bytes.subarray(3)), log(Buffer.from("bad\n"), 2)],
  );
  const logs = events.flatMap((event) => (event.type === "log" ? [[event.stream, event.text]] : []));
  expect(logs).toEqual([
    ["stdout", "größe\n"],
    ["stderr", "bad\n"],
  ]);
  expect(tracker.lastLines("0.1")).toEqual(["größe", "bad"]);
});

it("takes the first failure, not the steps that were canceled for it", () => {
  const { events, tracker } = track({
    vertexes: [
      vertex("a", "[build 2/3] RUN a", { started: AT, completed: LATER, error: "context canceled: context canceled" }),
      vertex("b", "[stage-1 1/1] COPY b /", { started: AT, completed: LATER, error: "exit code: 1" }),
    ],
  });
  expect(states(events)).toEqual(["0.1 running", "0.1 canceled", "1.1 running", "1.1 failed"]);
  expect(tracker.failed?.step).toBe("1.1");
});

it("sums up the layers of a pull", () => {
  const layer = (digit: string, current: number) => ({
    id: `sha256:${digit.repeat(64)}`,
    vertex: "f",
    current,
    total: 100,
    completed: AT,
  });
  const { events } = track({
    vertexes: [vertex("f", "[build 1/3] FROM docker.io/library/busybox:latest", { started: AT })],
    statuses: [layer("1", 100), layer("2", 50)],
  });
  expect(events.at(-1)).toEqual({ type: "progress", step: "0.0", label: "pulling layers", current: 150, total: 200 });
});
