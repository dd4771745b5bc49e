import { describe, expect, it } from "vitest";
import { linesAt } from "../build/buildFixture.ts";
import { renamedSettings } from "./followRenames.ts";

const names = (stages: (string | undefined)[], args: string[]) => ({
  stages: stages.map((name, index) => ({ index, image: "busybox", range: linesAt(index), ...(name && { name }) })),
  args: args.map((name) => ({ name })),
});
const settings = { target: "build", buildArgs: [{ name: "VERSION", value: "2" }] };
const before = names(["build", "test", undefined], ["VERSION", "BASE", "VERSION"]);
const changeBy = (now: ReturnType<typeof names>) => renamedSettings(settings, before, now);

describe("settings that name something in the Dockerfile", () => {
  it("follow a stage that is renamed", () => {
    expect(changeBy(names(["compile", "test", undefined], ["VERSION", "BASE", "VERSION"]))).toEqual({
      target: "compile",
    });
  });

  it("follow an ARG that is renamed in all its places, and keep its value", () => {
    expect(changeBy(names(["build", "test", undefined], ["RELEASE", "BASE", "RELEASE"]))).toEqual({
      buildArgs: [{ name: "RELEASE", value: "2" }],
    });
  });

  it("stay if it is not a rename, or of something they do not name", () => {
    expect(changeBy(before)).toBeUndefined();
    expect(changeBy(names(["build", "check", undefined], ["VERSION", "BASE", "VERSION"]))).toBeUndefined();
    expect(changeBy(names(["test", "build", undefined], ["VERSION", "BASE", "VERSION"]))).toBeUndefined();
    expect(changeBy(names([undefined, "test", undefined], ["VERSION", "BASE", "VERSION"]))).toBeUndefined();
    expect(changeBy(names(["build"], []))).toBeUndefined();
    expect(changeBy(names(["build", "test", undefined], ["VERSION", "BASE", "OTHER"]))).toBeUndefined();
    expect(changeBy(names(["compile", "check", undefined], ["VERSION", "BASE", "VERSION"]))).toBeUndefined();
  });
});
