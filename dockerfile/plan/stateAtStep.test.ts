import { describe, expect, test } from "vitest";
import { amd64, image, planned } from "./planFixture.ts";
import type { PlanOptions } from "./planOptions.ts";
import { type StepState, stateAtStep } from "./stateAtStep.ts";

const PATH = "PATH=/bin";
const OPTIONS: PlanOptions = {
  target: undefined,
  buildArgs: {},
  network: "default",
  platform: amd64,
  buildPlatform: amd64,
};
const IMAGES = new Map([["busybox linux/amd64", image({ Env: [PATH], Cmd: ["sh"], WorkingDir: "/base" })]]);

/** `index` counts the steps of the last stage, FROM first. */
function stateOf(text: string, index: number, at: "before" | "after", options: Partial<PlanOptions> = {}): StepState {
  const whole = { ...OPTIONS, ...options };
  const result = planned(text, whole, IMAGES);
  if (result.kind !== "planned") throw new Error(JSON.stringify(result));
  const stage = result.plan.stages.get(result.plan.target);
  const step = index === 0 ? stage?.fromStep : stage?.steps[index - 1];
  if (step === undefined) throw new Error("there is no such step");
  const found = stateAtStep(text, step, at, whole, IMAGES);
  if (found.kind !== "state") throw new Error(JSON.stringify(found));
  return found.state;
}

const TEXT = `# syntax=docker/dockerfile:1
FROM busybox
ENV A=1
WORKDIR /w
RUN make \\
  all
USER web
ENV A=2
RUN false
CMD ["x"]
`;

describe("the state after a step", () => {
  test.each([
    [0, { env: [PATH], workdir: "/base", user: "" }],
    [1, { env: [PATH, "A=1"], workdir: "/base", user: "" }],
    [2, { env: [PATH, "A=1"], workdir: "/w", user: "" }],
    [4, { env: [PATH, "A=1"], workdir: "/w", user: "web" }],
    [5, { env: [PATH, "A=2"], workdir: "/w", user: "web" }],
  ])("%i", (index, expected) => {
    expect(stateOf(TEXT, index, "after")).toMatchObject(expected);
  });

  test("has the configuration and the history up to it", () => {
    const { config, history, command } = stateOf(TEXT, 3, "after");
    expect(config).toMatchObject({ Env: [PATH, "A=1"], WorkingDir: "/w", Cmd: ["sh"] });
    expect(history.map(({ created_by: by }) => by)).toEqual([
      "ENV A=1",
      "WORKDIR /w",
      "RUN /bin/sh -c make   all # buildkit",
    ]);
    expect(command).toBeUndefined();
  });
});

describe("the state before a RUN", () => {
  test("has what the RUN gets, and its command", () => {
    const state = stateOf(TEXT, 6, "before");
    expect(state).toMatchObject({ env: [PATH, "A=2"], workdir: "/w", user: "web", command: "false" });
    expect(state.history).toHaveLength(5);
  });

  test("has the arguments in effect", () => {
    const text = "FROM busybox\nARG VERSION=1\nRUN false\nARG LATER=2\n";
    expect(stateOf(text, 2, "before", { buildArgs: { VERSION: "7" } }).env).toEqual([PATH, "VERSION=7"]);
  });

  test.each([
    ["RUN a \\\n  && b", "a   && b"],
    ['RUN ["echo", "it\'s", "a b"]', "echo 'it'\\''s' 'a b'"],
    ["RUN <<EOF\nset -e\nfalse\nEOF", "set -e\nfalse\n"],
    ["RUN <<EOF\n#!/bin/sh\nfalse\nEOF", "#!/bin/sh\nfalse\n"],
    ["RUN --network=none make", "make"],
  ])("shows the command of %j as it would be typed", (run, command) => {
    expect(stateOf(`FROM busybox\n${run}\nRUN later\n`, 1, "before").command).toBe(command);
  });

  test("knows the shell that SHELL names", () => {
    const text = 'FROM busybox\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN make\n';
    expect(stateOf(text, 2, "before")).toMatchObject({ shell: ["/bin/ash", "-eo", "pipefail", "-c"], command: "make" });
  });
});

test("the state before another step has no command", () => {
  const state = stateOf("FROM busybox\nENV A=1\nCOPY x /\n", 2, "before");
  expect(state).toMatchObject({ env: [PATH, "A=1"] });
  expect(state.command).toBeUndefined();
});

test("a stage that is not the last, and one on another stage, are planned by themselves", () => {
  const text = "FROM busybox AS a\nENV A=1\nRUN one\nFROM a\nENV B=2\nRUN two\n";
  expect(stateOf(text, 2, "before")).toMatchObject({ env: [PATH, "A=1", "B=2"], command: "two" });
});

test("asks for images that are missing", () => {
  const step = {
    id: "0.1",
    instruction: "RUN",
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 8 } },
  };
  const result = stateAtStep("FROM debian\nRUN true\n", step, "before", OPTIONS, IMAGES);
  expect(result).toMatchObject({ kind: "missing", images: [{ name: "debian", instruction: "FROM" }] });
});
