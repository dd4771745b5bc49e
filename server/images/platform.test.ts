import { expect, test } from "vitest";
import { formatPlatform, parsePlatform, platformDistance } from "./platform.ts";

const normalized: [string, string][] = [
  ["linux/amd64", "linux/amd64"],
  ["linux/x86_64", "linux/amd64"],
  ["Linux/AMD64/v1", "linux/amd64"],
  ["linux/amd64/v3", "linux/amd64/v3"],
  ["linux/arm64/v8", "linux/arm64"],
  ["aarch64", "linux/arm64"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/arm/6", "linux/arm/v6"],
  ["windows/amd64", "windows/amd64"],
];

for (const [text, platform] of normalized) {
  test(`reads ${text} as ${platform}`, () => {
    const parsed = parsePlatform(text);
    expect(parsed && formatPlatform(parsed)).toBe(platform);
  });
}

test("refuses what is no platform", () => {
  for (const text of ["", "linux/", "a/b/c/d", "linux/am d64", "linux/\u00e4"])
    expect(parsePlatform(text)).toBeUndefined();
});

test("prefers the same variant, then the next older one, and never a newer one", () => {
  const distance = (wanted: string, offered: string) => {
    const [mine, theirs] = [parsePlatform(wanted), parsePlatform(offered)];
    return mine && theirs && platformDistance(mine, theirs);
  };
  expect(distance("linux/arm/v7", "linux/arm/v7")).toBe(0);
  expect(distance("linux/arm/v7", "linux/arm/v6")).toBe(1);
  expect(distance("linux/arm/v6", "linux/arm/v7")).toBeUndefined();
  expect(distance("linux/arm64", "linux/arm/v7")).toBeGreaterThan(0);
  expect(distance("linux/amd64", "linux/arm64")).toBeUndefined();
  expect(distance("linux/amd64", "windows/amd64")).toBeUndefined();
});
