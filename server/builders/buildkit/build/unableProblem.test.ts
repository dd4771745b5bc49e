import { expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { lackOfBuilder } from "./unableProblem.ts";

const builder = {
  ...{ name: "desk", driver: "docker" as const, endpoint: "unix:///s", builds: 1, weight: 1, hostNetwork: false },
  platforms: ["linux/amd64"],
};
const lackOf = (request: BuildRequest, exports: "archive" | "engine" = "engine") =>
  lackOfBuilder({ builder, exports: () => exports }, request);

it("an engine with the older image store lacks attestations and sharing its cache, and no other does", () => {
  const cacheTo = [{ type: "local" as const, name: "app" }];
  expect(lackOf({ attestations: { sbom: true } })).toEqual({ code: "attestations", value: "sbom" });
  expect(lackOf({ cacheTo })).toEqual({ code: "cache" });
  expect(lackOf({ attestations: { sbom: true }, cacheTo }, "archive")).toBeUndefined();
});

it("a builder lacks a platform that the operator did not name, and the machine's network unless that is allowed", () => {
  expect(lackOf({ platform: "linux/amd64,linux/arm64" })).toEqual({ code: "image-platform", value: "linux/arm64" });
  expect(lackOf({ network: "host" })).toEqual({ code: "host-network" });
  expect(lackOf({ platform: "linux/amd64" })).toBeUndefined();
});
