import { expect, it } from "vitest";
import { builderOptions } from "./builderOptions.ts";

type Flags = Parameters<typeof builderOptions>[0];
type Given = Partial<Flags>;

const NONE = {
  builder: undefined,
  platform: [],
  "cache-from": [],
  "cache-to": [],
  attest: [],
  provenance: undefined,
  sbom: undefined,
};
const options = (given: Given) => builderOptions({ ...NONE, ...given });

it.each<[string, Given, ReturnType<typeof builderOptions>]>([
  ["nothing", {}, {}],
  ["--builder fast", { builder: "fast" }, { builder: "fast" }],
  ["--builder default, which the server chooses", { builder: "default" }, {}],
  ["--platform a,b", { platform: ["linux/amd64,linux/arm64"] }, { platform: "linux/amd64,linux/arm64" }],
  ["--platform twice", { platform: ["linux/amd64", "linux/arm64"] }, { platform: "linux/amd64,linux/arm64" }],
  [
    "--cache-from with a bare name",
    { "cache-from": ["user/app:cache"] },
    { cacheFrom: [{ type: "registry", ref: "user/app:cache" }] },
  ],
  [
    "--cache-from type=local",
    { "cache-from": ["type=local,src=./mine/"] },
    { cacheFrom: [{ type: "local", name: "mine" }] },
  ],
  [
    "--cache-to type=registry",
    { "cache-to": ["type=registry,ref=r/app:cache,mode=max"] },
    { cacheTo: [{ type: "registry", ref: "r/app:cache", mode: "max" }] },
  ],
  ["--cache-to type=local", { "cache-to": ["type=local,dest=mine"] }, { cacheTo: [{ type: "local", name: "mine" }] }],
  ["--provenance=true", { provenance: "true" }, { attestations: { provenance: "min" } }],
  ["--provenance=mode=max", { provenance: "mode=max" }, { attestations: { provenance: "max" } }],
  ["--provenance=false", { provenance: "false" }, {}],
  ["--sbom=true", { sbom: "true" }, { attestations: { sbom: true } }],
  ["--attest type=sbom", { attest: ["type=sbom"] }, { attestations: { sbom: true } }],
  ["--attest, which --sbom takes back", { attest: ["type=sbom"], sbom: "false" }, {}],
])("%s", (_flag, given, expected) => {
  expect(options(given)).toEqual(expected);
});

it.each<[Given, string]>([
  [
    { "cache-from": ["type=gha"] },
    "--cache-from type=gha is not available: give type=registry,ref=NAME or type=local,src=NAME",
  ],
  [{ "cache-to": ["type=inline"] }, "--cache-to type=inline is not available"],
  [{ "cache-to": ["type=local,dest=../other"] }, "--cache-to type=local,dest=../other is not available"],
  [{ sbom: "generator=evil/image" }, "a generator of an SBOM is not available"],
  [{ attest: ["type=other"] }, 'unknown attestation type "other"'],
  [{ provenance: "mode=all" }, 'invalid provenance mode "all"'],
  [{ builder: "Not A Name" }, 'no builder "Not A Name" found'],
])("what is not available is refused: %o", (given, message) => {
  expect(() => options(given)).toThrow(message);
});
