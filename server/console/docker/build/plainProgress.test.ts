import { describe, expect, it } from "vitest";
import type { PlannedStep } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { PlainProgress } from "./plainProgress.ts";
import { sourceExcerpt } from "./sourceExcerpt.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function step(id: string, instruction: string, title: string, stage = 0, configOnly = false): PlannedStep {
  return { id, stage, instruction, title, range, configOnly };
}

function printed(events: readonly BuildEvent[], now = 1500): string {
  const progress = new PlainProgress(120);
  return events.map((event) => progress.take(event, now)).join("");
}

const planned: BuildEvent = {
  type: "planned",
  stages: [{ index: 0, name: "base", from: "busybox", range }],
  steps: [
    step("a", "FROM", "FROM busybox AS base"),
    step("b", "ENV", "ENV A=b", 0, true),
    step("c", "RUN", "RUN echo hello"),
    step("d", "COPY", "COPY . ."),
  ],
};

describe("docker build --progress plain", () => {
  it("numbers the steps as BuildKit does, and leaves out those that only configure", () => {
    const text = printed([
      { type: "source", dockerfile: "Dockerfile", dockerfileText: "FROM busybox" },
      planned,
      { type: "step", step: "a", state: "cached", at: 1000 },
      { type: "step", step: "c", state: "running", at: 1000 },
      { type: "log", step: "c", stream: "stdout", text: "hel" },
      { type: "log", step: "c", stream: "stdout", text: "lo\n" },
      { type: "step", step: "c", state: "done", at: 1300 },
      {
        type: "finished",
        state: "done",
        at: 1400,
        image: { id: `sha256:${"a".repeat(64)}`, tags: ["kk:1"] },
      },
    ]);
    expect(text).toBe(
      [
        "#1 [internal] load build definition from Dockerfile",
        "#1 transferring dockerfile: 12B done",
        "#1 DONE 0.0s",
        "",
        "#2 [internal] load build context",
        "#2 transferring context: 120B done",
        "#2 DONE 0.0s",
        "",
        "#3 [base 1/3] FROM docker.io/library/busybox:latest",
        "#3 CACHED",
        "",
        "#4 [base 2/3] RUN echo hello",
        "#4 0.500 hello",
        "#4 DONE 0.3s",
        "",
        "#5 exporting to image",
        "#5 exporting layers done",
        `#5 writing image sha256:${"a".repeat(64)} done`,
        "#5 naming to docker.io/library/kk:1 done",
        "#5 DONE 0.0s",
        "",
      ].join("\n"),
    );
  });

  it("says which builder runs it, and starts over if that one is lost", () => {
    const progress = new PlainProgress(0);
    const first = progress.assigned({ builder: "fast", code: "warm" }, "remote");
    expect(first).toBe('#0 building with "fast" instance using remote driver\n\n');
    progress.take(planned, 0);
    const again = progress.assigned({ builder: "slow", code: "retried", instead: "fast" }, "docker-container");
    expect(again).toBe(
      '\nBuilder "fast" was lost. The build starts over.\n\n' +
        '#0 building with "slow" instance using docker-container driver\n\n',
    );
    expect(progress.take(planned, 0)).toMatch(/^#1 \[internal\] load build context\n/);
  });

  it.each([
    [1, " 1 warning found (use docker --debug to expand):\n"],
    [2, " 2 warnings found (use docker --debug to expand):\n"],
  ])("lists %i warnings below the build, as buildx does", (count, header) => {
    const warning: BuildEvent = {
      type: "warning",
      code: "JSONArgsRecommended",
      message: "JSON arguments recommended",
      range,
    };
    const image = { id: `sha256:${"a".repeat(64)}` as const, tags: [] };
    const text = printed([
      ...Array.from({ length: count }, () => warning),
      { type: "finished", state: "done", at: 1, image },
    ]);
    const line = " - JSONArgsRecommended: JSON arguments recommended (line 1)\n";
    expect(text.endsWith(`\n${header}${line.repeat(count)}`)).toBe(true);
  });

  it("names a step again after another one spoke", () => {
    const text = printed([
      planned,
      { type: "step", step: "c", state: "running", at: 1000 },
      { type: "step", step: "d", state: "running", at: 1000 },
      { type: "log", step: "c", stream: "stdout", text: "x\n" },
    ]);
    expect(text.split("\n").slice(4)).toEqual([
      "#2 [base 2/3] RUN echo hello",
      "#2 ...",
      "",
      "#3 [base 3/3] COPY . .",
      "#3 ...",
      "",
      "#2 [base 2/3] RUN echo hello",
      "#2 0.500 x",
      "",
    ]);
  });

  it("prints a last line without a newline when the step ends", () => {
    const text = printed([
      planned,
      { type: "step", step: "c", state: "running", at: 1000 },
      { type: "log", step: "c", stream: "stdout", text: "no newline" },
      { type: "step", step: "c", state: "done", at: 1500 },
    ]);
    expect(text).toContain("#2 0.500 no newline\n#2 DONE 0.5s\n");
  });
});

describe("the place of an error in the Dockerfile", () => {
  const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 3 } });

  it("shows the line between its neighbors", () => {
    expect(sourceExcerpt("Dockerfile", "FROM busybox\nRUN exit 3\n", at(1))).toBe(
      [
        "Dockerfile:2",
        "--------------------",
        "   1 |     FROM busybox",
        "   2 | >>> RUN exit 3",
        "   3 |     ",
        "--------------------",
        "",
      ].join("\n"),
    );
  });

  it("shows what there is at the start", () => {
    expect(sourceExcerpt("Dockerfile", "FORM busybox\n", at(0))).toBe(
      [
        "Dockerfile:1",
        "--------------------",
        "   1 | >>> FORM busybox",
        "   2 |     ",
        "--------------------",
        "",
      ].join("\n"),
    );
  });
});
