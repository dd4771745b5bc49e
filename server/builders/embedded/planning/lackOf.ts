import type { BuildRequest } from "#contract/build.ts";
import type { Lack } from "#contract/builderChoice.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { parseReference } from "#contract/names/reference.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { BuildJob } from "../../builder.ts";
import type { Engine } from "../engine/engine.ts";
import { openFiles, readDockerfile } from "../../request/contextFiles.ts";

/** The first thing that a build asks for and this builder doesn't have. What can't be read is no lack: the build says so. */
export async function lackOf(engine: Engine, { request }: BuildJob): Promise<Lack | undefined> {
  const asked = lackOfRequest(request);
  if (asked !== undefined) return asked;
  const text = textOf(engine, request);
  if (text === undefined) return undefined;
  const dockerfile = parseDockerfile(text);
  return foreignSyntax(dockerfile) ?? (await unableRun(engine, dockerfile));
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

function lackOfRequest({ platform, cacheFrom, cacheTo, attestations }: BuildRequest): Lack | undefined {
  if (platform?.includes(",")) return { code: "platforms", value: platform };
  const [shared] = [...(cacheFrom ?? []), ...(cacheTo ?? [])];
  if (shared !== undefined) return { code: "cache", value: shared.type === "registry" ? shared.ref : shared.name };
  if (attestations?.provenance !== undefined || attestations?.sbom === true) return { code: "attestations" };
  return undefined;
}

/** What the official frontend reads is read here without it. */
function foreignSyntax({ syntax }: Dockerfile): Lack | undefined {
  const directive = syntax.directives.find(({ name }) => name === "syntax");
  if (directive === undefined) return undefined;
  const parsed = parseReference(directive.value);
  const isOfficial =
    parsed.ok &&
    parsed.reference.registry === "docker.io" &&
    ["docker/dockerfile", "docker/dockerfile-upstream"].includes(parsed.reference.repository);
  return isOfficial ? undefined : { code: "syntax", value: directive.value, range: directive.valueRange };
}

/** Whether a machine that can't execute RUN is asked to. For which processors it can, only the plan knows. */
async function unableRun(engine: Engine, { stages }: Dockerfile): Promise<Lack | undefined> {
  const run = stages.flatMap(({ instructions }) => instructions).find(({ name }) => name === "RUN");
  if (run === undefined || (await engine.whyNoRun()) === undefined) return undefined;
  return { code: "run", value: formatPlatform(hostPlatform()), range: run.range };
}
