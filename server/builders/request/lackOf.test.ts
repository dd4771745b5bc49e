import { expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { lackInRequest, lackInRuns } from "./lackOf.ts";

const here = `linux/${hostPlatform().architecture}`;
const DOCKERFILE = "FROM busybox AS a\nRUN id\nFROM scratch\nCOPY x /\n";

function lack(request: BuildRequest, text = DOCKERFILE, abilities = { run: true, platforms: [here] }) {
  const dockerfile = parseDockerfile(text);
  return lackInRequest(request, dockerfile) ?? lackInRuns(request, dockerfile, abilities);
}

it.each<[string, BuildRequest, string | undefined]>([
  ["nothing", {}, undefined],
  ["several platforms", { platform: "linux/amd64,linux/arm64" }, "platforms"],
  ["a cache from a registry", { cacheFrom: [{ type: "registry", ref: "r/c" }] }, "cache"],
  ["a cache kept here", { cacheTo: [{ type: "local", name: "c" }] }, "cache"],
  ["provenance", { attestations: { provenance: "min" } }, "attestations"],
  ["no SBOM", { attestations: { sbom: false } }, undefined],
])("says that a build with %s lacks it", (_what, request, code) => {
  expect(lack(request)?.code).toBe(code);
});

it("finds another frontend at its line", () => {
  const found = lack({}, `# syntax=acme/frontend\n${DOCKERFILE}`);
  expect(found).toMatchObject({ code: "syntax", value: "acme/frontend", range: { start: { line: 0 } } });
});

it("misses RUN only if the target needs one", () => {
  const none = { run: false, platforms: [here] };
  expect(lack({}, DOCKERFILE, none)).toBeUndefined();
  expect(lack({ target: "a" }, DOCKERFILE, none)).toMatchObject({ code: "run", range: { start: { line: 1 } } });
});

it("misses a platform only if a RUN has to be executed for it", () => {
  expect(lack({ platform: "linux/s390x" })).toBeUndefined();
  expect(lack({ platform: "linux/s390x", target: "a" })).toMatchObject({ code: "platform", value: "linux/s390x" });
});

it("leaves mistakes to the build", () => {
  expect(lack({ target: "nosuch" })).toBeUndefined();
  expect(lack({ platform: "windows/amd64" })).toBeUndefined();
});
