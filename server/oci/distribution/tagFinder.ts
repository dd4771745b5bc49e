import { MAX_TAGS } from "#contract/base.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { listTags } from "./listTags.ts";
import { orderTags } from "./orderTags.ts";
import type { RegistrySettings } from "./registrySettings.ts";

export interface TagFinderOptions {
  readonly settings: RegistrySettings;
  /** Longest time for one repository, in milliseconds: someone is typing. */
  readonly patience?: number;
  /** How long a list is cached, in milliseconds; a failure is cached for a tenth of it. */
  readonly serves?: number;
  /** Returns the time, in milliseconds. */
  readonly now?: () => number;
}

interface Kept {
  readonly until: number;
  readonly tags: readonly string[] | undefined;
  /** Every tag, if the list is complete and not too long to keep. */
  readonly all?: ReadonlySet<string>;
}

/** Docker Hub's longest lists have some thousand. */
const MAX_ALL = 20_000;
/** This many tags weigh as much as one more repository. */
const TAGS_PER_WEIGHT = 2000;

/** Most cached repositories, and most requests at a time. */
const MAX_KEPT = 300;
const MAX_ASKING = 8;

/** The tags of repositories, cached for a while. */
export class TagFinder {
  readonly #settings: RegistrySettings;
  readonly #patience: number;
  readonly #serves: number;
  readonly #now: () => number;
  readonly #kept = new BoundedCache<string, Kept>(MAX_KEPT);
  readonly #asking = new Map<string, Promise<readonly string[] | undefined>>();

  constructor({ settings, patience = 4000, serves = 600_000, now = Date.now }: TagFinderOptions) {
    this.#settings = settings;
    this.#patience = patience;
    this.#serves = serves;
    this.#now = now;
  }

  /** The most useful tags first; undefined if the registry lists none, or there are too many requests. */
  async find(reference: ImageReference): Promise<readonly string[] | undefined> {
    const key = `${reference.registry}/${reference.repository}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#now()) return kept.tags;
    const asked = this.#asking.get(key);
    if (asked !== undefined) return asked;
    if (this.#asking.size >= MAX_ASKING) return undefined;
    const asking = this.#ask(reference, key);
    this.#asking.set(key, asking);
    return asking.finally(() => this.#asking.delete(key));
  }

  /** Whether the registry lists the reference's tag; undefined if that is not known. */
  async has(reference: ImageReference): Promise<boolean | undefined> {
    const { registry, repository, tag } = reference;
    await this.find(reference);
    return tag === undefined ? undefined : this.#kept.get(`${registry}/${repository}`)?.all?.has(tag);
  }

  async #ask(reference: ImageReference, key: string): Promise<readonly string[] | undefined> {
    const listed = await listTags(reference, this.#settings, AbortSignal.timeout(this.#patience)).catch(
      // Not every registry lists tags: the editor falls back to stored images.
      () => undefined,
    );
    const tags = listed && orderTags(listed.tags, MAX_TAGS);
    const until = this.#now() + (listed === undefined ? this.#serves / 10 : this.#serves);
    const all = listed?.isComplete === true && listed.tags.length <= MAX_ALL ? new Set(listed.tags) : undefined;
    const weight = 1 + Math.floor((all?.size ?? 0) / TAGS_PER_WEIGHT);
    this.#kept.set(key, { until, tags, ...(all && { all }) }, weight);
    return tags;
  }
}
