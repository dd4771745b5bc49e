import type { BuildRequest } from "#contract/build.ts";
import type { Lack } from "#contract/builderChoice.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { referenceProblem } from "#server/oci/store/requireReference.ts";
import type { BuildTools } from "./buildTools.ts";

/** The first thing that a request asks for and this builder can't or may not give. */
export function lackOfBuilder({ builder, exports }: Pick<BuildTools, "builder" | "exports">, request: BuildRequest) {
  const lack = (code: Lack["code"], value?: string): Lack => ({ code, ...(value !== undefined && { value }) });
  if (request.network === "host" && !builder.hostNetwork) return lack("host-network");
  const other = platformsOf(request).find((platform) => builder.platforms?.includes(platform) === false);
  if (other !== undefined) return lack("image-platform", other);
  if (exports() === "archive") return undefined;
  const { attestations = {}, cacheTo = [] } = request;
  if (attestations.provenance !== undefined) return lack("attestations", "provenance");
  if (attestations.sbom === true) return lack("attestations", "sbom");
  return cacheTo.length > 0 ? lack("cache") : undefined;
}

/** The same as the problem that a build ends with, or another mistake in the request. */
export function unableProblem(tools: BuildTools, request: BuildRequest): Problem | undefined {
  const lack = lackOfBuilder(tools, request);
  return lack === undefined ? cacheProblem(request) : problemOf(tools, lack);
}

function problemOf({ builder: { name, platforms } }: BuildTools, { code, value }: Lack): Problem {
  switch (code) {
    case "host-network":
      return problem("build/unsupported", "network.host is not allowed", {
        next: "Leave out the network, or ask the operator to allow hostNetwork for this builder.",
      });
    case "image-platform":
      return problem("build/platform", `The builder ${name} builds for ${platforms?.join(", ")}.`, {
        next: `Choose one of them, or another builder for ${value}.`,
      });
    default: {
      const lacking = code === "cache" ? "exporting a cache" : "attestations";
      return problem("build/unsupported", `The Docker engine of the builder ${name} does not support ${lacking}.`, {
        next: "Turn on the engine's containerd image store, or choose another builder.",
      });
    }
  }
}

/** A cache in a registry whose name is not one, with the field that has it. */
function cacheProblem({ cacheFrom = [], cacheTo = [] }: BuildRequest): Problem | undefined {
  for (const [field, caches] of Object.entries({ cacheFrom, cacheTo })) {
    for (const [index, cache] of caches.entries()) {
      const bad = cache.type === "registry" ? referenceProblem(cache.ref) : undefined;
      if (bad !== undefined) return { ...bad, detail: `${field}[${index}].ref: ${bad.detail}` };
    }
  }
  return undefined;
}

/** The platforms that a request names. */
export function platformsOf({ platform = "" }: BuildRequest): string[] {
  return [...new Set(platform.split(",").map((text) => text.trim()))].filter((text) => text !== "");
}
