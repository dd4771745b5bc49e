import type { BuildRequest } from "#contract/build.ts";
import type { Lack } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import { ProblemError } from "#contract/problemError.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildJob } from "../../builder.ts";
import { openFiles, readDockerfile } from "../../request/contextFiles.ts";
import { lackInRequest, lackInRuns } from "../../request/lackOf.ts";
import type { Engine } from "../engine/engine.ts";

/** The first thing that a build asks for and this builder doesn't have. What can't be read is no lack: the build says so. */
export async function lackOf(
  engine: Engine,
  { request }: BuildJob,
  describe: () => Promise<BuilderDescription>,
): Promise<Lack | undefined> {
  const text = textOf(engine, request);
  if (text === undefined) return undefined;
  const dockerfile = parseDockerfile(text);
  return lackInRequest(request, dockerfile) ?? lackInRuns(request, dockerfile, await describe());
}

function textOf(engine: Engine, request: BuildRequest): string | undefined {
  try {
    const read = readDockerfile(engine.images.blobs, openFiles(engine.contexts, request.context), request);
    return "problem" in read ? undefined : read.text;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
