import { expect, test } from "vitest";
import { parsePlatform } from "#contract/names/platform.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { platformDistance } from "./platformDistance.ts";

function distance(wanted: string, offered: string): number | undefined {
  const [mine, theirs] = [wanted, offered].map((text) => parsePlatform(text, hostPlatform()));
  if (mine?.ok !== true || theirs?.ok !== true) throw new Error("not a platform");
  return platformDistance(mine.platform, theirs.platform);
}

test("prefers the same variant, then the next older one, and never a newer one", () => {
  expect(distance("linux/arm/v7", "linux/arm/v7")).toBe(0);
  expect(distance("linux/arm/v7", "linux/arm/v6")).toBe(1);
  expect(distance("linux/arm/v6", "linux/arm/v7")).toBeUndefined();
  expect(distance("linux/arm64", "linux/arm/v7")).toBeGreaterThan(0);
  expect(distance("linux/amd64", "linux/arm64")).toBeUndefined();
  expect(distance("linux/amd64", "windows/amd64")).toBeUndefined();
});
