import type { BuildRequest } from "#contract/build.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";

/** What a build was planned with besides its text. */
export type BuildInputs = Pick<BuildRequest, "buildArgs" | "platform">;

/** Characters of all inputs in memory. */
const LIMIT = 4_000_000;

/** The inputs of the last builds: in memory only, because arguments may be private. */
export class RecentInputs {
  readonly #inputs = new BoundedCache<string, BuildInputs>(LIMIT);

  remember(id: string, { buildArgs, platform }: BuildRequest): void {
    const inputs = { ...(buildArgs && { buildArgs }), ...(platform !== undefined && { platform }) };
    this.#inputs.set(id, inputs, JSON.stringify(inputs).length);
  }

  of(id: string): BuildInputs | undefined {
    return this.#inputs.get(id);
  }
}
