import { describe, expect, it } from "vitest";
import type { EngineCall } from "../base/engineCall.ts";
import { buildRequestOf } from "./buildRequestOf.ts";

const requestOf = (query: string) => buildRequestOf({ query: new URLSearchParams(query) } as EngineCall);

describe("a request of docker build", () => {
  it("becomes a build's", () => {
    const buildargs = encodeURIComponent('{"A":"1","FROM_ENVIRONMENT":null}');
    const query = `t=app:1&t=app:2&dockerfile=other/Dockerfile&target=x&nocache=1&networkmode=bridge&buildargs=${buildargs}`;
    expect(requestOf(query)).toEqual({
      tags: ["app:1", "app:2"],
      dockerfile: "other/Dockerfile",
      target: "x",
      noCache: true,
      network: "default",
      buildArgs: { A: "1" },
    });
  });

  it("with the defaults of the docker CLI says nothing", () => {
    const query =
      "buildargs=%7B%7D&labels=%7B%7D&cachefrom=%5B%5D&networkmode=default&rm=1&shmsize=0&target=&version=1";
    expect(requestOf(query)).toEqual({ tags: [], buildArgs: {}, labels: {}, network: "default" });
  });

  it.each([
    ["version=2", "set DOCKER_BUILDKIT=0"],
    ["remote=https://example.org/x.git", "Strata does not support a context by URL"],
    ["squash=1", "Strata does not support --squash"],
    ["buildargs=7", "invalid buildargs"],
    ["networkmode=container:x", "invalid build: network"],
  ])("that Strata can't do is refused: %s", (query, message) => {
    expect(() => requestOf(query)).toThrow(message);
  });
});
