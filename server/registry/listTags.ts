import { z } from "zod";
import { problemError } from "#server/images/problemError.ts";
import type { ImageReference } from "#server/images/reference.ts";
import { familiarName } from "#server/images/reference.ts";
import { endpointsOf } from "./endpoints.ts";
import { readBody } from "./httpRequest.ts";
import { tryEndpoints } from "./pullFailures.ts";
import { openRegistryClient } from "./registryClient.ts";
import type { RegistrySettings } from "./registrySettings.ts";

/** Docker Hub's longest lists have some thousand tags. */
const MAX_ANSWER = 4 * 1024 * 1024;
const answerSchema = z.object({ tags: z.array(z.string().max(128)).max(100_000).nullable() });

/**
 * The tags of a repository, as the first server that knows it lists them (distribution-spec, "Listing Tags"); only the
 * first page where it has several. Throws a ProblemError (registry/…), or the signal's reason.
 */
export function listTags(
  reference: ImageReference,
  settings: RegistrySettings,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { repository } = reference;
  return tryEndpoints(reference, endpointsOf(reference, settings), signal, async (endpoint) => {
    const client = openRegistryClient(endpoint, repository, { signal });
    const response = await client.request({ path: "tags/list", headers: { accept: "application/json" } });
    if (response.status !== 200) {
      response.body.destroy();
      throw problemError("registry/not-found", `${endpoint.name} has no list of the tags of ${repository}.`);
    }
    const body = await readBody(response.url, response, MAX_ANSWER).catch((error: unknown) => {
      if (error instanceof RangeError) return undefined;
      throw error;
    });
    const answer = answerSchema.safeParse(parseJson(body));
    if (!answer.success)
      throw problemError("registry/invalid", `${endpoint.name} lists no tags of ${familiarName(reference)}.`);
    return answer.data.tags ?? [];
  });
}

function parseJson(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString("utf8") ?? "");
  } catch {
    return undefined;
  }
}
