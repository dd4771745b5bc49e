import { expect, test } from "vitest";
import { parseChallenges } from "./authChallenge.ts";

test("reads a Bearer challenge with commas in its values", () => {
  const header =
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"';
  expect(parseChallenges(header)).toEqual([
    {
      scheme: "bearer",
      params: {
        realm: "https://auth.docker.io/token",
        service: "registry.docker.io",
        scope: "repository:a/b:pull,push",
      },
    },
  ]);
});

test("reads several challenges in one header", () => {
  expect(parseChallenges('Negotiate, BASIC realm="a \\"b\\"", charset=UTF-8, Bearer realm=x')).toEqual([
    { scheme: "negotiate", params: {} },
    { scheme: "basic", params: { realm: 'a "b"', charset: "UTF-8" } },
    { scheme: "bearer", params: { realm: "x" } },
  ]);
});

test("ignores nonsense, and ends", () => {
  for (const header of [
    "",
    ",,,",
    '"',
    "=",
    "Bearer realm",
    'Bearer realm="',
    "\u0001",
    `Bearer ${"a=b,".repeat(5000)}`,
  ]) {
    expect(Array.isArray(parseChallenges(header))).toBe(true);
  }
});
