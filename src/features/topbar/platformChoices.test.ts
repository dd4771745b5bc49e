import { expect, it } from "vitest";
import { EMBEDDED } from "#contract/healthFixture.ts";
import { platformChoices, withPlatform } from "./platformChoices.ts";

const health = {
  builders: [EMBEDDED, { ...EMBEDDED, id: "desk", platforms: ["linux/amd64", "linux/arm64"] }],
};

it("offers each platform once, and keeps one that nobody builds for any more", () => {
  expect(platformChoices(health, "linux/s390x,linux/amd64")).toEqual([
    { platform: "linux/amd64", chosen: true },
    { platform: "linux/arm64", chosen: false },
    { platform: "linux/s390x", chosen: true },
  ]);
});

it("adds and removes one platform of several", () => {
  expect(withPlatform("", "linux/arm64", true)).toBe("linux/arm64");
  expect(withPlatform("linux/arm64", "linux/amd64", true)).toBe("linux/arm64,linux/amd64");
  expect(withPlatform("linux/arm64, linux/amd64", "linux/arm64", false)).toBe("linux/amd64");
});
