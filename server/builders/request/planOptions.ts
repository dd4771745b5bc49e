import { isDigest } from "#contract/names/digest.ts";
import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { contextName, type NamedContext, type NamedContexts } from "#dockerfile/plan/namedContext.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { referenceProblem } from "#server/oci/store/requireReference.ts";
import type { BuildJob } from "../builder.ts";

const IMAGE_CONTEXT = "docker-image://";

function readNamedContexts(request: Readonly<Record<string, string>>): NamedContexts | Problem {
  const contexts = new Map<string, NamedContext>();
  for (const [text, value] of Object.entries(request)) {
    const name = contextName(text);
    if (name === undefined) {
      const next = "Use lowercase letters, digits, and dashes, as in the name of a stage or an image.";
      return problem("request/invalid", `invalid context name ${text}`, { next });
    }
    if (isDigest(value)) contexts.set(name, { kind: "files", digest: value });
    else contexts.set(name, { kind: "image", name: value.slice(IMAGE_CONTEXT.length) });
  }
  return contexts;
}

/** The parts of a request that the plan depends on. */
export function planOptions(job: BuildJob): PlanOptions | Problem {
  // An invalid tag is reported now, not after the build.
  const badTag = (job.request.tags ?? []).map(referenceProblem).find((bad) => bad !== undefined);
  if (badTag !== undefined) return badTag;
  const { target, buildArgs = {}, network = "default", platform: wanted, labels, namedContexts = {} } = job.request;
  const named = readNamedContexts(namedContexts);
  if ("code" in named) return named;
  const buildPlatform = hostPlatform();
  const parsed = parsePlatform(wanted || formatPlatform(buildPlatform), buildPlatform);
  if (parsed.ok && parsed.platform.os === "linux") {
    const { platform } = parsed;
    const given = { target, buildArgs, network, platform, buildPlatform, namedContexts: named };
    return labels === undefined ? given : { ...given, labels };
  }
  const why = parsed.ok
    ? `This builder can't build images for ${formatPlatform(parsed.platform)}.`
    : `failed to parse platform ${wanted ?? ""}: ${parsed.error}`;
  return problem("build/platform", why, {
    next: "Use a platform such as linux/amd64 or linux/arm64.",
  });
}
