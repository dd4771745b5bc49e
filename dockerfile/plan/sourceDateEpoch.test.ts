import { describe, expect, it } from "vitest";
import { plan, problemOf, run } from "./planFixture.ts";

const given = (SOURCE_DATE_EPOCH: string) => ({ buildArgs: { SOURCE_DATE_EPOCH } });
const epochOf = (text: string, value?: string) =>
  plan(text, value === undefined ? {} : given(value)).plan.sourceDateEpoch;

describe("SOURCE_DATE_EPOCH", () => {
  it("is a time, of the build or of an ARG before the first FROM", () => {
    expect(epochOf("FROM scratch\n", "17")).toBe(17);
    expect(epochOf("ARG SOURCE_DATE_EPOCH=18\nFROM scratch\n")).toBe(18);
    expect(epochOf("ARG SOURCE_DATE_EPOCH=18\nFROM scratch\n", "17")).toBe(17);
    expect(epochOf("ARG SOURCE_DATE_EPOCH\nFROM scratch\nARG SOURCE_DATE_EPOCH=19\n")).toBeUndefined();
    expect(epochOf("ARG SOURCE_DATE_EPOCH=18\nFROM scratch\n", "")).toBeUndefined();
  });

  it("names files from here, which have no time: then it has no value", () => {
    const text = "ARG SOURCE_DATE_EPOCH=context\nFROM busybox\nARG SOURCE_DATE_EPOCH\nRUN true\n";
    expect(epochOf(text)).toBeUndefined();
    expect(run(text).env).not.toContainEqual(expect.stringContaining("SOURCE_DATE_EPOCH"));
    expect(run(text, given("context")).env).not.toContainEqual(expect.stringContaining("SOURCE_DATE_EPOCH"));
    expect(run(text, given("17")).env).toContain("SOURCE_DATE_EPOCH=17");
    const namedContexts = new Map([["docker.io/library/lib:latest", { kind: "image", name: "busybox" } as const]]);
    expect(plan("FROM scratch\n", { ...given("lib"), namedContexts }).plan.sourceDateEpoch).toBeUndefined();
  });

  it.each(["soon", "1e9", "-1", "999999999999999"])("is wrong: %s", (value) => {
    expect(problemOf("FROM scratch\n", given(value))?.detail).toBe(`invalid SOURCE_DATE_EPOCH: ${value}`);
  });

  it.each([
    ["FROM busybox AS src", /^SOURCE_DATE_EPOCH stage must use FROM scratch$/],
    ["FROM scratch AS src", /must contain exactly one remote ADD$/],
    ["FROM scratch AS src\nADD a /", /must be a single HTTP\(S\) or Git ADD$/],
    ["FROM scratch AS src\nADD http://a/b http://a/c /", /exactly one remote ADD source$/],
    ["FROM scratch AS src\nADD http://a/b /\nADD http://a/c /", /exactly one remote ADD$/],
    ["FROM scratch AS src\nADD http://a/b /\nENV A=b", /unsupported env instruction$/],
    ["ARG B=scratch\nFROM $B AS src\nARG U=http://a\nADD $U/b /", /can't be the time of what the stage src downloads/],
  ])("names a stage that gives it no time: %s", (stage, detail) => {
    const problem = problemOf(`${stage}\nFROM busybox\n`, given("SRC"));
    expect(problem).toMatchObject({ detail: expect.stringMatching(detail), next: expect.any(String) });
    expect(problem?.range).toBeDefined();
  });
});
