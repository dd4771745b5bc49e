import type { Lack } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildJob } from "../../builder.ts";
import { dockerfileText } from "../../request/dockerfileText.ts";
import { lackInRequest, lackInRuns } from "../../request/lackOf.ts";
import type { Engine } from "../engine/engine.ts";

/** The first thing that a build asks for and this builder doesn't have. What can't be read is no lack: the build says so. */
export async function lackOf(
  engine: Engine,
  { request }: BuildJob,
  describe: () => Promise<BuilderDescription>,
): Promise<Lack | undefined> {
  const text = dockerfileText(engine, request);
  if (text === undefined) return undefined;
  const dockerfile = parseDockerfile(text);
  return lackInRequest(request, dockerfile) ?? lackInRuns(request, dockerfile, await describe());
}
