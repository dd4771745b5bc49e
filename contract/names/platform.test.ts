import { expect, test } from "vitest";
import { formatPlatform, type Platform, parsePlatform } from "./platform.ts";

const HOST: Platform = { os: "linux", architecture: "amd64" };

function read(text: string, host: Platform = HOST): string {
  const parsed = parsePlatform(text, host);
  return parsed.ok ? formatPlatform(parsed.platform) : parsed.error;
}

/** Docker's answers: the platform it expects of a base image if FROM has this --platform, on linux/amd64. */
const accepted: [text: string, platform: string][] = [
  ["linux/amd64", "linux/amd64"],
  ["linux/x86_64", "linux/amd64"],
  ["Linux/AMD64/v1", "linux/amd64"],
  ["linux/amd64/v3", "linux/amd64/v3"],
  ["linux/amd64/2", "linux/amd64/2"],
  ["linux/arm64/v8", "linux/arm64"],
  ["linux/arm64/v8.0", "linux/arm64"],
  ["linux/arm64/9", "linux/arm64/v9"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/armel/v5", "linux/arm/v6"],
  ["linux/arm/6", "linux/arm/v6"],
  ["linux/arm/9", "linux/arm/9"],
  ["linux/i386/v2", "linux/386"],
  ["linux/i486", "linux/i486"],
  ["linux/i686", "linux/i686"],
  ["linux/foo", "linux/foo"],
  ["foo/amd64", "foo/amd64"],
  ["macos/arm64", "darwin/arm64"],
  ["windows/amd64", "windows/amd64"],
  ["windows(10)/amd64", "windows(10)/amd64"],
  ["linux", "linux/amd64"],
  ["linux()", "linux/amd64"],
  ["macos", "darwin/amd64"],
  ["solaris", "solaris/amd64"],
  ["windows", "windows/amd64"],
  ["aarch64", "linux/arm64"],
  ["i386", "linux/386"],
  ["arm", "linux/arm/v7"],
  ["armel", "linux/arm/v6"],
  ["wasm", "linux/wasm"],
  ["ppc64", "linux/ppc64"],
];

for (const [text, platform] of accepted) {
  test(`reads ${text} as ${platform}`, () => {
    expect(read(text)).toBe(platform);
  });
}

const COMPONENT = `platform specifier component must match "^[A-Za-z0-9_.-]+$"`;
const SYSTEM = String.raw`OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$"`;

const refused: [text: string, error: string][] = [
  ["foo", '"foo": unknown operating system or architecture'],
  ["wasip1", '"wasip1": unknown operating system or architecture'],
  ["i686", '"i686": unknown operating system or architecture'],
  ["*", '"*": wildcards not yet supported'],
  ["linux/*", '"linux/*": wildcards not yet supported'],
  ["linux/", `"" is an invalid component of "linux/": ${COMPONENT}`],
  ["linux/am d64", `"am d64" is an invalid component of "linux/am d64": ${COMPONENT}`],
  ["a/b/c/d", '"a/b/c/d": cannot parse platform specifier'],
  ["li.nux/amd64", `"li.nux" is an invalid OS component of "li.nux/amd64": ${SYSTEM}`],
  ["windows(10", `"windows(10" is an invalid OS component of "windows(10": ${SYSTEM}`],
  ["", `"" is an invalid OS component of "": ${SYSTEM}`],
];

for (const [text, error] of refused) {
  test(`refuses ${JSON.stringify(text)} in BuildKit's words`, () => {
    expect(read(text)).toBe(`${error}: invalid argument`);
  });
}

test("uses the host's values for missing parts", () => {
  const host: Platform = { os: "linux", architecture: "arm", variant: "v6" };
  expect(read("linux", host)).toBe("linux/arm/v6");
  expect(read("amd64", host)).toBe("linux/amd64");
});

test("parses what it formatted as the same platform", () => {
  for (const [, platform] of accepted) expect(read(platform)).toBe(platform);
});
