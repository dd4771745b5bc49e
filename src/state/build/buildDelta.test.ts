import { describe, expect, it } from "vitest";
import type { BuildSummary } from "#contract/build.ts";
import { buildDelta } from "./buildDelta.ts";
import { digestOf } from "./buildFixture.ts";

function built(id: string, size: number | undefined, tag = "app", image = id): BuildSummary {
  const known = size === undefined ? {} : { size };
  return { id, state: "done", createdAt: Number(id), image: { id: digestOf(image), tags: [tag], ...known } };
}

const failed: BuildSummary = { id: "9", state: "failed", createdAt: 9 };

describe("the size of an image compared with the previous one", () => {
  it("is compared with the last build that made an image of that name", () => {
    expect(buildDelta([built("3", 50), failed, built("2", 900, "other"), built("1", 80)], "3")).toEqual({
      bytes: -30,
      since: 1,
    });
  });

  it("is undefined for the first, for the same image, and for a build without an image", () => {
    expect(buildDelta([built("1", 80)], "1")).toBeUndefined();
    expect(buildDelta([built("2", 80, "app", "1"), built("1", 80)], "2")).toBeUndefined();
    expect(buildDelta([failed, built("1", 80)], "9")).toBeUndefined();
  });

  it("is unknown if the server did not record the size", () => {
    expect(buildDelta([built("2", 80), built("1", undefined)], "2")).toBeUndefined();
  });
});
