import { z } from "zod";
import { type BaseImage, baseImageSchema, baseTagsSchema } from "#contract/base.ts";
import { imageListSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";

/** Short, because someone waits for a list of completions. */
const PATIENCE_MS = 1500;
/** Milliseconds for which an answer or a failure is cached. */
const SERVES_MS = 60_000;
const MAX_KEPT = 500;
const MAX_ANSWER = 4 * 1024 * 1024;

/** Image data of a running Strata, if the settings name one. */
export class StrataServer {
  readonly #kept = new Map<string, { readonly until: number; readonly answer: Promise<unknown> }>();

  /** References of the images that are stored there. */
  async images(server: string): Promise<readonly string[]> {
    const answer = await this.#ask(server, routes.images(), imageListSchema);
    return answer?.images.flatMap(({ tags }) => tags) ?? [];
  }

  /** The base image for a FROM of this name; undefined if it is not stored there. */
  base(server: string, name: string, platform: string): Promise<BaseImage | undefined> {
    const query = platform === "" ? "" : `?platform=${encodeURIComponent(platform)}`;
    return this.#ask(server, routes.base(name) + query, baseImageSchema);
  }

  async tags(server: string, repository: string): Promise<readonly string[]> {
    return (await this.#ask(server, routes.baseTags(repository), baseTagsSchema))?.tags ?? [];
  }

  async #ask<Schema extends z.core.$ZodType>(
    server: string,
    path: string,
    schema: Schema,
  ): Promise<z.infer<Schema> | undefined> {
    if (!/^https?:\/\//i.test(server) || !URL.canParse(path, server)) return undefined;
    const address = new URL(path, server).href;
    const kept = this.#kept.get(address);
    const isFresh = kept !== undefined && kept.until > Date.now();
    const answer = isFresh ? kept.answer : fetchJson(address);
    if (!isFresh) {
      if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
      this.#kept.set(address, { until: Date.now() + SERVES_MS, answer });
    }
    const read = z.safeParse(schema, await answer);
    return read.success ? read.data : undefined;
  }
}

async function fetchJson(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = response.ok ? await response.text() : "";
    return text.length === 0 || text.length > MAX_ANSWER ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
