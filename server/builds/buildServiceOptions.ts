import type { BuilderId } from "#contract/health.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Builder } from "#server/builders/builder.ts";
import type { BuildLog } from "./buildLog.ts";

export interface BuildServiceOptions {
  readonly builders: readonly Builder[];
  /** For requests that name none: a builder, `auto`, or `buildkit`. */
  readonly standardBuilder: BuilderId;
  /** How long a build waits for the builder with its cache, milliseconds. */
  readonly patience?: number;
  readonly log: BuildLog;
  readonly queue: {
    /** Most builds at once on this machine. */
    readonly running: number;
    readonly waiting: number;
    readonly keep: number;
    readonly seconds: number;
  };
  /** Most bytes of events per build. */
  readonly logBytes: number;
  readonly onFailure: (error: unknown) => void;
  /** Called with the image of a live build that newer ones have replaced. */
  readonly dropImage?: (owner: string, image: Digest) => void;
  readonly now?: () => number;
}
