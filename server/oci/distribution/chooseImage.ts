import type { ImageManifest } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { formatPlatform, type Platform, parsePlatform } from "#contract/names/platform.ts";
import { ProblemError } from "#contract/problemError.ts";
import { configPlatform, parseImageConfig } from "#server/oci/store/config.ts";
import { platformDistance } from "./platformDistance.ts";
import type { ImageIndex } from "./protocol/manifestDocument.ts";
import type { RegistryManifest } from "./registryManifest.ts";
import { type Candidate, selectManifest } from "./selectManifest.ts";

export interface ChosenImage {
  /** The manifest's, and its bytes. */
  readonly digest: Digest;
  readonly text: string;
  readonly manifest: ImageManifest;
  readonly config: Buffer;
}

export interface ChoiceSources {
  fetch(digest: Candidate["digest"]): Promise<RegistryManifest>;
  fetchConfig(manifest: ImageManifest): Promise<Buffer>;
}

type FoundManifest = Omit<ChosenImage, "config">;

/** Most manifests fetched to find one image: the author of the index decides how many there are. */
const MAX_FETCHES = 32;

/** Finds the image for a platform in an index, and in the indexes that it names. */
export class ImageChoice {
  readonly #wanted: Platform;
  readonly #sources: ChoiceSources;
  readonly #available = new Set<string>();
  #fetches = 0;

  constructor(wanted: Platform, sources: ChoiceSources) {
    this.#wanted = wanted;
    this.#sources = sources;
  }

  /** The platforms found so far, formatted. */
  get available(): readonly string[] {
    return [...this.#available];
  }

  /** Undefined if none matches. Throws the sources' errors. */
  async choose(index: ImageIndex): Promise<ChosenImage | undefined> {
    const { candidates, available } = selectManifest(index, this.#wanted);
    for (const platform of available) this.#available.add(platform);
    for (const candidate of candidates) {
      this.#fetches += 1;
      if (this.#fetches > MAX_FETCHES) return undefined;
      const found = await this.#sources.fetch(candidate.digest);
      const chosen = found.kind === "index" ? await this.choose(found.index) : await this.#image(found, candidate);
      if (chosen !== undefined) return chosen;
    }
    return undefined;
  }

  async #image(
    { digest, text, manifest }: FoundManifest,
    { saysPlatform }: Candidate,
  ): Promise<ChosenImage | undefined> {
    if (saysPlatform) return { digest, text, manifest, config: await this.#sources.fetchConfig(manifest) };
    try {
      const config = await this.#sources.fetchConfig(manifest);
      return this.#suits(config) ? { digest, text, manifest, config } : undefined;
    } catch (error) {
      // A signature or another artifact beside the images.
      if (error instanceof ProblemError && /^(?:registry|image)\/invalid$/.test(error.problem.code)) return undefined;
      throw error;
    }
  }

  #suits(config: Buffer): boolean {
    const text = configPlatform(parseImageConfig(config));
    const parsed = parsePlatform(text, this.#wanted);
    if (!parsed.ok) return false;
    this.#available.add(formatPlatform(parsed.platform));
    return platformDistance(this.#wanted, parsed.platform) !== undefined;
  }
}
