import type { Lack } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildJob } from "../../builder.ts";
import { dockerfileText } from "../../request/dockerfileText.ts";
import { lackInRuns } from "../../request/lackOf.ts";
import { foreignSyntax } from "../../request/syntaxLine.ts";
import type { BuildTools } from "./buildTools.ts";
import { lackOfBuilder, platformsOf } from "./unableProblem.ts";

/** The first thing that a build asks for and this builder does not have, as far as is known without asking it. */
export function lackOf(
  tools: BuildTools,
  { request }: BuildJob,
  known: BuilderDescription | undefined,
): Lack | undefined {
  const lack = lackOfBuilder(tools, request);
  if (lack !== undefined || known?.available !== true) return lack;
  const text = dockerfileText(tools, request);
  const dockerfile = text === undefined ? undefined : parseDockerfile(text);
  // Only another frontend knows what its language runs.
  if (dockerfile === undefined || foreignSyntax(dockerfile) !== undefined) return undefined;
  const { platform: _all, ...rest } = request;
  const platforms = platformsOf(request);
  const each = platforms.length === 0 ? [rest] : platforms.map((platform) => ({ ...rest, platform }));
  for (const one of each) {
    const found = lackInRuns(one, dockerfile, known);
    if (found !== undefined) return found;
  }
  return undefined;
}
