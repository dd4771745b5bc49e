import { describe, expect, it } from "vitest";
import type { BuilderDescription } from "#contract/health.ts";
import { EMBEDDED } from "#contract/healthFixture.ts";
import { problem } from "#contract/problem.ts";
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
    expect(problemWords({ errors: 0, warnings: 0, suggestions: 0 }, true)).toBe("No problems");
  });
});
