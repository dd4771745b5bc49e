import type { Lack, LackCode } from "#contract/builderChoice.ts";
import { type Problem, problem } from "#contract/problem.ts";

const WHAT: Readonly<Record<LackCode, (value: string) => string>> = {
  syntax: (value) => `The frontend ${value} only runs in BuildKit.`,
  platforms: (value) => `An image for several platforms (${value}) is only made by BuildKit.`,
  platform: (value) => `RUN for ${value} can't be executed by this builder.`,
  cache: () => "Taking a cache from elsewhere, or giving it there, is only done by BuildKit.",
  attestations: (value) => `${value === "sbom" ? "An SBOM" : "Provenance"} is only made by BuildKit.`,
  run: () => "RUN can't be executed by this builder.",
  live: () => "This builder does not build live.",
};
const WITHOUT: Readonly<Record<LackCode, string>> = {
  syntax: "remove the line",
  platforms: "build for one platform",
  platform: "build for another platform",
  cache: "leave out the cache",
  attestations: "leave them out",
  run: "leave out RUN",
  live: "turn Live off",
};

/** What a build asks of a builder by name that it does not have, and the two ways out. */
export function lackProblem({ code, value = "", range }: Lack): Problem {
  return problem("build/unsupported", WHAT[code](value), {
    next: `Choose a BuildKit builder, or ${WITHOUT[code]}.`,
    ...(range !== undefined && { range }),
  });
}
