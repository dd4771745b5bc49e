import { describe, expect, it } from "vitest";
import { matchesReference } from "./matchesReference.ts";

describe("the pattern of docker images --filter reference=", () => {
  it.each([
    ["app", "app:1", true],
    ["app:1", "app:1", true],
    ["app:2", "app:1", false],
    ["a*:1", "app:1", true],
    ["a??", "app:1", true],
    ["[a-c]pp", "app:1", true],
    ["*", "team/app:1", false],
    ["*/*", "team/app:1", true],
    ["127.0.0.1:5000/app", "127.0.0.1:5000/app:1", true],
    ["[", "app:1", false],
  ])("%s and %s: %s", (pattern, name, matches) => {
    expect(matchesReference(pattern, name)).toBe(matches);
  });

  it("takes little time for a pattern that is made to take long", () => {
    const start = performance.now();
    expect(matchesReference(`${"*a".repeat(100)}b`, `${"a".repeat(200)}:1`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
