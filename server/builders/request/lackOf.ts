import type { BuildRequest } from "#contract/build.ts";
import type { Lack } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import { planOptions } from "./planOptions.ts";
import { foreignSyntax } from "./syntaxLine.ts";

/** What only a BuildKit has, as far as a request and a Dockerfile ask for it: the first of it. */
export function lackInRequest(request: BuildRequest, dockerfile: Dockerfile): Lack | undefined {
  const syntax = foreignSyntax(dockerfile);
  if (syntax !== undefined) return { code: "syntax", range: syntax.range, value: syntax.image };
  const { platform = "", cacheFrom = [], cacheTo = [], attestations = {} } = request;
  if (platform.includes(",")) return { code: "platforms", value: platform };
  const [shared] = [...cacheFrom, ...cacheTo];
  if (shared !== undefined) return { code: "cache", value: shared.type === "registry" ? shared.ref : shared.name };
  if (attestations.provenance !== undefined) return { code: "attestations", value: "provenance" };
  return attestations.sbom === true ? { code: "attestations", value: "sbom" } : undefined;
}

/** A RUN that the build needs and that can't be executed here: at all, or for its platform. */
export function lackInRuns(
  request: BuildRequest,
  dockerfile: Dockerfile,
  { run, platforms }: Pick<BuilderDescription, "run" | "platforms">,
): Lack | undefined {
  const options = planOptions({ id: "", workspace: "", request });
  if ("code" in options) return undefined;
  const planned = planBuild(resolveForBuild(dockerfile, options), options, new Map());
  // A mistake is told by the build.
  if (planned.kind === "failed") return undefined;
  const { stages } = planned.kind === "planned" ? planned.plan : planned.draft;
  const known = new Set(platforms.map(architectureOf));
  for (const stage of stages.values()) {
    const first = firstRun(stage);
    if (first === undefined) continue;
    if (!run) return { code: "run", range: first.range };
    const { architecture } = stage.state.programs;
    if (!known.has(architecture)) return { code: "platform", range: first.range, value: `linux/${architecture}` };
  }
  return undefined;
}

function firstRun({ steps }: StagePlan): PlannedWork | undefined {
  return steps.find(({ operation }) => operation.kind === "run");
}

function architectureOf(platform: string): string {
  return platform.split("/")[1] ?? "";
}
