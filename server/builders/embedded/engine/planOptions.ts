import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { hostPlatform, parsePlatform } from "#server/images/platform.ts";
import { parseReference } from "#server/images/reference.ts";
import type { BuildJob } from "../../builder.ts";
import type { PlanOptions } from "../plan/planBuild.ts";

/** What of a request the plan depends on. */
export function planOptions(job: BuildJob): PlanOptions | Problem {
  // A tag that can't be given is told now, not when all is built.
  const badTag = (job.request.tags ?? []).map(parseReference).find((parsed) => !parsed.ok);
  if (badTag !== undefined) return badTag.problem;
  const { target, buildArgs = {}, network = "default", platform: wanted } = job.request;
  const buildPlatform = hostPlatform();
  const platform = wanted === undefined || wanted === "" ? buildPlatform : parsePlatform(wanted);
  if (platform !== undefined && platform.os === "linux") return { target, buildArgs, network, platform, buildPlatform };
  return problem("build/platform", `failed to parse platform ${wanted ?? ""}`, {
    next: "Name one such as linux/amd64 or linux/arm64.",
  });
}
