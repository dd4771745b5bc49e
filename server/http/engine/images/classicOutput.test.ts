import { describe, expect, it } from "vitest";
import type { PlannedStep } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { ClassicOutput } from "./classicOutput.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const step = (id: string, title: string): PlannedStep => ({
  id,
  title,
  stage: 0,
  instruction: title.split(" ")[0] ?? "",
  range,
  configOnly: false,
});
const planned: BuildEvent = {
  type: "planned",
  stages: [],
  steps: [step("a", "FROM busybox"), step("b", "RUN one"), step("c", "RUN two")],
};
const at = (id: string, state: "running" | "cached" | "done" | "failed"): BuildEvent => ({
  type: "step",
  step: id,
  state,
  at: 1,
});
const log = (id: string, text: string): BuildEvent => ({ type: "log", step: id, stream: "stdout", text });
const done: BuildEvent = {
  type: "finished",
  state: "done",
  at: 2,
  image: { id: `sha256:${"ab".repeat(32)}`, tags: ["app:latest"] },
};

function told(...events: BuildEvent[]): string {
  const output = new ClassicOutput();
  return [planned, ...events]
    .flatMap((event) => output.take(event))
    .map((message) => ("stream" in message ? message.stream : ""))
    .join("");
}

describe("the classic builder's output", () => {
  it("has a line for each step, its output, and the image", () => {
    const events = [at("a", "done"), at("b", "running"), log("b", "hi\n"), at("b", "done"), at("c", "cached"), done];
    expect(told(...events)).toBe(
      "Step 1/3 : FROM busybox\nStep 2/3 : RUN one\nhi\nStep 3/3 : RUN two\n ---> Using cache\n" +
        "Successfully built abababababab\nSuccessfully tagged app:latest\n",
    );
  });

  it("prints steps that run side by side one after the other", () => {
    const events = [at("a", "done"), at("b", "running"), at("c", "running"), log("c", "two\n"), log("b", "one\n")];
    expect(told(...events, at("c", "done"))).toBe("Step 1/3 : FROM busybox\nStep 2/3 : RUN one\none\n");
    expect(told(...events, at("c", "done"), at("b", "done"))).toMatch(/one\nStep 3\/3 : RUN two\ntwo\n$/);
  });

  it("ends with the output of the step that failed, and not with steps that never ran", () => {
    const failed: BuildEvent = { type: "finished", state: "failed", at: 2 };
    const events = [at("a", "done"), at("b", "running"), log("b", "oh\n"), at("b", "failed"), failed];
    expect(told(...events)).toBe("Step 1/3 : FROM busybox\nStep 2/3 : RUN one\noh\n");
  });
});
