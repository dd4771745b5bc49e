import { z } from "zod";
import type { ImageReference } from "#contract/names/reference.ts";
import { parseJson } from "#contract/parseJson.ts";
import { problemError } from "#contract/problemError.ts";
import { endpointsOf } from "./endpoints.ts";
import { readBody } from "./httpRequest.ts";
import { nextTarget } from "./protocol/linkHeader.ts";
import { tryEndpoints } from "./pullFailures.ts";
import { openRegistryClient, type RegistryClient, type RegistryResponse } from "./registryClient.ts";
import type { RegistrySettings } from "./registrySettings.ts";

/** Most bytes of a page. Docker Hub returns even its longest lists, some thousand tags, in one page. */
const MAX_ANSWER = 4 * 1024 * 1024;
const MAX_TAGS = 100_000;
/** Registries with pages return some hundred or thousand tags in each. */
const MAX_PAGES = 20;
const answerSchema = z.object({ tags: z.array(z.string().max(128)).max(MAX_TAGS).nullable() });

export interface ListedTags {
  readonly tags: readonly string[];
  /** False if there are more than were listed. */
  readonly isComplete: boolean;
}

interface Page {
  readonly tags: readonly string[];
  /** The query of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/**
 * The tags of a repository, as the first server that knows it lists them (distribution-spec, "Listing Tags"), page by
 * page. If a later page fails, the ones before it are the result. Throws a ProblemError (registry/…), or the
 * signal's reason.
 */
export function listTags(
  reference: ImageReference,
  settings: RegistrySettings,
  signal: AbortSignal,
): Promise<ListedTags> {
  const { repository } = reference;
  return tryEndpoints(reference, endpointsOf(reference, settings), signal, async (endpoint) => {
    const client = openRegistryClient(endpoint, repository, { signal });
    const first = await readPage(client, "");
    const tags = [...first.tags];
    let { next } = first;
    for (let pages = 1; next !== undefined && pages < MAX_PAGES && tags.length < MAX_TAGS; pages += 1) {
      const page = await readPage(client, next).catch(() => undefined);
      if (page === undefined) return { tags, isComplete: false };
      for (const tag of page.tags) tags.push(tag);
      next = page.next;
    }
    return { tags, isComplete: next === undefined };
  });
}

async function readPage(client: RegistryClient, query: string): Promise<Page> {
  const { endpoint, repository } = client;
  const response = await client.request({ path: `tags/list${query}`, headers: { accept: "application/json" } });
  if (response.status !== 200) {
    response.body.destroy();
    throw problemError("registry/not-found", `${endpoint.name} does not list the tags of ${repository}.`);
  }
  const body = await readBody(response.url, response, MAX_ANSWER).catch((error: unknown) => {
    if (error instanceof RangeError) return undefined;
    throw error;
  });
  const answer = answerSchema.safeParse(parseJson(body?.toString("utf8") ?? ""));
  if (!answer.success)
    throw problemError("registry/invalid", `${endpoint.name} returned an invalid list of the tags of ${repository}.`);
  return { tags: answer.data.tags ?? [], next: nextQuery(response) };
}

/** RFC 8288's `Link: </v2/NAME/tags/list?last=…>; rel="next"`: only the query is used, so that it can't lead elsewhere. */
function nextQuery({ headers, url }: RegistryResponse): string | undefined {
  const target = nextTarget([headers.link ?? ""].flat().join(", "));
  if (target === undefined || !URL.canParse(target, url.href)) return undefined;
  const { search } = new URL(target, url);
  return search === "" || search === url.search ? undefined : search;
}
