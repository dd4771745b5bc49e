import type { BuildRequest } from "#contract/build.ts";
import type { BuilderDescription, BuilderId } from "#contract/health.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";
import { problemError } from "#contract/problemError.ts";
import type { Builder } from "#server/builders/builder.ts";

/** The builders of this server: each request names one, or gets the standard one. */
export class BuilderChoice {
  readonly #builders: readonly Builder[];
  readonly #standard: BuilderId;

  constructor(builders: readonly Builder[], standard: BuilderId) {
    this.#builders = builders;
    this.#standard = standard;
  }

  /** Throws `builder/unavailable`. */
  of(request: Pick<BuildRequest, "builder">): Builder {
    const id = request.builder ?? this.#standard;
    const builder = this.#builders.find((candidate) => candidate.id === id);
    if (builder !== undefined) return builder;
    const next = `Available builders: ${this.#builders.map((candidate) => candidate.id).join(", ")}.`;
    throw problemError("builder/unavailable", `Builder "${id}" is not available on this server.`, { next });
  }

  /** Throws `builder/unavailable`, also for a live build by one that has no forecasts: it can't tell what to hold back. */
  forBuild(request: Pick<BuildRequest, "builder" | "live">): Builder {
    const builder = this.of(request);
    if (request.live === undefined || builder.plan !== undefined) return builder;
    throw problemError("builder/unavailable", `The builder "${builder.id}" can't build live.`, {
      next: "Turn Live off, or choose another builder.",
    });
  }

  /** Forecasts a build without queuing it. Throws `builder/unavailable` if the builder has no forecasts. */
  async plan(workspace: string, request: PlanRequest, signal: AbortSignal): Promise<Forecast> {
    const builder = this.of(request);
    if (builder.plan !== undefined) return await builder.plan({ workspace, request }, signal);
    throw problemError("builder/unavailable", `The builder "${builder.id}" can't plan a build.`);
  }

  describe(): Promise<BuilderDescription[]> {
    return Promise.all(this.#builders.map((builder) => builder.describe()));
  }

  async close(): Promise<void> {
    await Promise.all(this.#builders.map((builder) => builder.close()));
  }
}
