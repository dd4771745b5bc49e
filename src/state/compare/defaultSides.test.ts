import { describe, expect, it } from "vitest";
import type { BuildSummary } from "#contract/build.ts";
import { digestOf } from "../build/buildFixture.ts";
import { defaultSides } from "./defaultSides.ts";

const build = (id: string, tag: string | undefined): BuildSummary => ({
  ...{ id, state: tag === undefined ? "failed" : "done", createdAt: 1 },
  ...(tag !== undefined && { image: { id: digestOf("1"), tags: [tag], size: 1 } }),
});

describe("what is compared before anybody chooses", () => {
  const builds = [build("e", undefined), build("d", "app"), build("c", "other"), build("b", "app"), build("a", "app")];

  it("is the build on the page and the one before it with the same tag", () => {
    expect(defaultSides(builds, "d")).toEqual({ a: "b", b: "d" });
    expect(defaultSides(builds, "b")).toEqual({ a: "a", b: "b" });
  });

  it("is the newest image if the build on the page made none", () => {
    expect(defaultSides(builds, "e")).toEqual({ a: "b", b: "d" });
  });

  it("is nothing before the second build", () => {
    expect(defaultSides([build("a", "app")], "a")).toBeUndefined();
    expect(defaultSides([], undefined)).toBeUndefined();
  });
});
