import type { Platform } from "#contract/names/platform.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { readGlobalArgs } from "../stages/globalArgs.ts";
import { platformArgs } from "../stages/predefinedArgs.ts";
import { PlanError } from "../steps/planError.ts";

interface GlobalOptions {
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly buildPlatform: Platform;
}

/** Automatic platform arguments, then the ARGs before the first FROM: what FROM's words are expanded with. */
export function globalArguments(dockerfile: Dockerfile, options: GlobalOptions): ReadonlyMap<string, string> {
  const { buildArgs, platform, buildPlatform } = options;
  const predefined = platformArgs({
    buildPlatform,
    targetPlatform: platform,
    target: options.target || dockerfile.stages.at(-1)?.name,
    buildArgs,
  });
  const { values, mistakes } = readGlobalArgs(dockerfile.metaArgs, predefined, buildArgs, dockerfile.escape);
  const [mistake] = mistakes;
  if (mistake !== undefined) throw new PlanError("dockerfile/syntax", mistake.message, mistake.range);
  return values;
}
