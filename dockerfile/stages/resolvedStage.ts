import type { Instruction, RunMount } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";

/** Where a stage, a COPY --from or a mount takes its files from. */
export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "image"; readonly name: string }
  | { readonly kind: "stage"; readonly index: number };

/** An instruction that reads from a stage or an image; `mount` where it is a RUN's. */
export interface StageSource {
  readonly instruction: Instruction;
  readonly mount?: RunMount;
  readonly base: StageBase;
}

export interface ResolvedStage {
  readonly index: number;
  readonly name?: string;
  readonly stage: Stage;
  readonly base: StageBase;
  /** As expanded from --platform, normalized. */
  readonly platform?: string;
  readonly sources: readonly StageSource[];
  /** Indices of the stages it needs, its base and what it copies or mounts from. */
  readonly dependencies: readonly number[];
}
