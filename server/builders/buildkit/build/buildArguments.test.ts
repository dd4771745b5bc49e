import { expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { buildArguments } from "./buildArguments.ts";

const paths = {
  ...{ context: "/c", dockerfile: "/d", metadata: "/m", contexts: new Map(), secrets: new Map() },
  cache: (name: string) => `/caches/${name}`,
};
const choices = { builder: "b", platform: undefined, loadAs: undefined, hasAgent: false };
const argumentsFor = (request: BuildRequest) => buildArguments(request, paths, choices);

it("asks for no attestations unless the request does", () => {
  expect(argumentsFor({})).toEqual(expect.arrayContaining(["--provenance=false", "--sbom=false"]));
});

it("asks for an SBOM and for the provenance that the request names", () => {
  const asked = argumentsFor({ attestations: { provenance: "max", sbom: true } });
  expect(asked).toEqual(expect.arrayContaining(["--provenance=mode=max", "--sbom=true"]));
});

it("names stages to build without a cache only if the others may use it, for buildx refuses both", () => {
  const noCacheFilter = ["a", "b"];
  expect(argumentsFor({ noCacheFilter })).toEqual(
    expect.arrayContaining(["--no-cache-filter=a", "--no-cache-filter=b"]),
  );
  const all = argumentsFor({ noCacheFilter, noCache: true });
  expect(all.filter((word) => word.startsWith("--no-cache"))).toEqual(["--no-cache"]);
});

it("names the operator's image for SBOMs", () => {
  const request = { attestations: { sbom: true } };
  expect(buildArguments(request, paths, { ...choices, sbomScanner: "h.io/s:1" })).toContain(
    "--sbom=generator=h.io/s:1",
  );
});
