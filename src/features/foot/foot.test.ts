import { describe, expect, it } from "vitest";
import type { BuilderDescription } from "#contract/health.ts";
import { EMBEDDED } from "#contract/healthFixture.ts";
import { problem } from "#contract/problem.ts";
import { builderChoices } from "./builderChoices.ts";
import { builderWords } from "./builderWords.ts";
import { problemWords } from "./problemWords.ts";

const up = (change: Partial<BuilderDescription>) =>
  builderWords({
    phase: "up",
    health: { status: "ok", version: "1", builders: [{ ...EMBEDDED, ...change }] },
  });

describe("the foot", () => {
  it("names the builder, and shows if it can't run commands, and why", () => {
    expect(up({})).toMatchObject({ text: "embedded builder", tone: "ok" });
    expect(up({ run: false, runReason: "macOS has no namespaces." })).toMatchObject({
      text: "embedded builder, no RUN",
      detail: "macOS has no namespaces.",
      tone: "warning",
    });
  });

  it("names no single builder if any BuildKit may build, and says bad news short on a phone", () => {
    const builders = [EMBEDDED, { ...EMBEDDED, id: "one", kind: "buildkit" as const, driver: "remote" as const }];
    const wordsOf = (available: boolean) => {
      const health = { status: "ok" as const, version: "1", builders: builders.map((one) => ({ ...one, available })) };
      return builderWords({ phase: "up", health }, "buildkit");
    };
    expect(wordsOf(true).text).toBe("any BuildKit builder");
    expect(wordsOf(false)).toMatchObject({ text: "any BuildKit builder unavailable", short: "Unavailable" });
    expect(up({ run: false }).short).toBe("No RUN");
  });

  it("names the builder that Automatic would take now, and says why", () => {
    const health = { status: "ok" as const, version: "1", builders: [EMBEDDED, { ...EMBEDDED, id: "desk" }] };
    const lack = { code: "syntax" as const, value: "docker/dockerfile:labs" };
    const outlook = { assignment: { builder: "desk", code: "lack" as const, lack, instead: "embedded" } };
    const reason = "Goes to desk, because embedded can't use the frontend docker/dockerfile:labs.";
    const words = builderWords({ phase: "up", health }, undefined, outlook);
    expect([words.text, words.detail.startsWith(reason)]).toEqual(["desk builder", true]);
    expect(builderChoices(health, "auto", { outlook })[0]?.lines).toContain(reason);
    const none = builderWords({ phase: "up", health }, undefined, { problem: problem("build/platform", "None can.") });
    expect(none).toMatchObject({ text: "embedded builder", detail: "None can.", tone: "warning" });
  });

  it("lists platforms of one CPU together, and the builder of the class as such", () => {
    const far = { ...EMBEDDED, id: "far", platforms: ["linux/amd64", "linux/amd64/v2", "linux/386", "linux/amd64/v3"] };
    const choices = builderChoices({ status: "ok", version: "1", builders: [EMBEDDED, far] }, "auto", {
      ofClass: "far",
    });
    expect(choices.find(({ value }) => value === "far")?.lines).toEqual([
      "The builder of your class",
      "Comes with Strata",
      "linux/amd64 (v2, v3), linux/386",
    ]);
  });

  it("says that containers run on a Docker engine, and what they reach there", () => {
    const containers = {
      runtime: "docker" as const,
      available: true,
      network: "bridge" as const,
      engine: { address: "unix:///s", from: "Colima", version: "28.5" },
    };
    const health = {
      status: "ok" as const,
      version: "1",
      builders: [{ ...EMBEDDED, run: false }],
      containers,
    };
    expect(builderWords({ phase: "up", health }).detail).toBe(
      "This machine can't execute RUN. Containers run on Colima 28.5, because there is no sandbox here. " +
        "They reach whatever this machine reaches: an engine can't filter addresses.",
    );
  });

  it("shows when the server is unreachable", () => {
    const words = builderWords({ phase: "away", problem: problem("server/unreachable", "It does not answer.") });
    expect(words).toEqual({ text: "Server unreachable", detail: "It does not answer.", tone: "error" });
  });

  it("counts problems as a person would", () => {
    expect(problemWords({ errors: 0, warnings: 0, suggestions: 0 })).toBe("No problems");
    expect(problemWords({ errors: 1, warnings: 2, suggestions: 0 })).toBe("1 error, 2 warnings");
    expect(problemWords({ errors: 0, warnings: 0, suggestions: 119 })).toBe("119 suggestions");
    expect(problemWords({ errors: 1, warnings: 2, suggestions: 3 }, true)).toBe("6 problems");
    expect(problemWords({ errors: 0, warnings: 0, suggestions: 1 }, true)).toBe("1 suggestion");
    expect(problemWords({ errors: 0, warnings: 0, suggestions: 0 }, true)).toBe("No problems");
  });
});
