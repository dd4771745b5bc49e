import type { BuildRequest } from "#contract/build.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { referenceProblem } from "#server/oci/store/requireReference.ts";
import type { BuildTools } from "./buildTools.ts";

/** What a request asks for that this builder can't or may not give. */
export function unableProblem({ builder, exports }: BuildTools, request: BuildRequest): Problem | undefined {
  if (request.network === "host" && !builder.hostNetwork) {
    return problem("build/unsupported", "network.host is not allowed", {
      next: "Leave out the network, or ask the operator to allow hostNetwork for this builder.",
    });
  }
  const badCache = cacheProblem(request);
  if (badCache !== undefined) return badCache;
  const platforms = platformsOf(request);
  const other = platforms.find((platform) => builder.platforms !== undefined && !builder.platforms.includes(platform));
  if (other !== undefined) {
    return problem("build/platform", `The builder ${builder.name} builds for ${builder.platforms?.join(", ")}.`, {
      next: `Choose one of them, or another builder for ${other}.`,
    });
  }
  if (exports() === "archive") return undefined;
  const { attestations = {}, cacheTo = [] } = request;
  const lacking =
    attestations.provenance !== undefined || attestations.sbom === true
      ? "attestations"
      : cacheTo.length > 0
        ? "exporting a cache"
        : undefined;
  if (lacking === undefined) return undefined;
  return problem("build/unsupported", `The Docker engine of the builder ${builder.name} does not support ${lacking}.`, {
    next: "Turn on the engine's containerd image store, or choose another builder.",
  });
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
