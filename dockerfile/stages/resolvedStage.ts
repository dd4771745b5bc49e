import type { Platform } from "#contract/names/platform.ts";
import type { Instruction, RunMount } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import type { Mistake } from "../syntax/mistake.ts";

/** Where a stage, a COPY --from or a mount takes its files from. */
export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "image"; readonly name: string }
  | { readonly kind: "stage"; readonly index: number }
  /** Files that the build was given under a name: `name` finds them, `written` is how the Dockerfile has it. */
  | { readonly kind: "context"; readonly name: string; readonly written: string };

/** What a build was given to stand in for a name. */
export type NamedBase =
  | Extract<StageBase, { kind: "image" }>
  | Omit<Extract<StageBase, { kind: "context" }>, "written">;

export type FindNamedContext = (name: string) => NamedBase | undefined;

export function standIn(context: NamedBase | undefined, written: string): StageBase | undefined {
  return context?.kind === "context" ? { ...context, written } : context;
}

/** An instruction that reads from a stage or an image; `mount` for a RUN's. */
export interface StageSource {
  readonly instruction: Instruction;
  readonly mount?: RunMount;
  readonly base: StageBase;
  /** What BuildKit finds only when it runs through the stage: in one that the target does not need, it never does. */
  readonly mistake?: Mistake;
}

export interface ResolvedStage {
  readonly index: number;
  readonly name?: string;
  /** Without instructions if a named context stands in for it. */
  readonly stage: Stage;
  readonly base: StageBase;
  /** As expanded from --platform. */
  readonly platform?: Platform;
  readonly sources: readonly StageSource[];
  /** Indices of the stages it needs, its base and what it copies or mounts from. */
  readonly dependencies: readonly number[];
}
