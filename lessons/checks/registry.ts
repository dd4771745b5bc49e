import type { z } from "zod";
import { buildCheck } from "./buildCheck.ts";
import type { CheckDefinition } from "./checkDefinition.ts";
import { commandCheck } from "./commandCheck.ts";
import { containerCheck } from "./containerCheck.ts";
import { dockerfileCheck } from "./dockerfileCheck.ts";
import type { Facts, Need } from "./facts.ts";
import { fileCheck } from "./fileCheck.ts";
import { imageCheck } from "./imageCheck.ts";
import type { Judgment } from "./judgment.ts";
import { planCheck } from "./planCheck.ts";
import { registryCheck } from "./registryCheck.ts";
import { scriptCheck } from "./scriptCheck.ts";

/** Every kind of check, by its key in checks.yaml, in the order in which those of one goal are judged. */
export const CHECKS = {
  file: fileCheck,
  dockerfile: dockerfileCheck,
  plan: planCheck,
  build: buildCheck,
  image: imageCheck,
  container: containerCheck,
  command: commandCheck,
  registry: registryCheck,
  script: scriptCheck,
} as const;

export type CheckKind = keyof typeof CHECKS;

type CheckValues = { readonly [Kind in CheckKind]: z.infer<(typeof CHECKS)[Kind]["schema"]> };

/** A check of one kind; of any, if none is named. */
export type Check<Kind extends CheckKind = CheckKind> = {
  readonly [K in Kind]: { readonly kind: K; readonly value: CheckValues[K] };
}[Kind];

const definitions: {
  readonly [Kind in CheckKind]: Pick<CheckDefinition<z.ZodType<CheckValues[Kind]>>, "needs" | "judge">;
} = CHECKS;

export function needsOf<Kind extends CheckKind>({ kind, value }: Check<Kind>): readonly Need[] {
  return definitions[kind].needs(value);
}

export function judgeCheck<Kind extends CheckKind>({ kind, value }: Check<Kind>, facts: Facts): Judgment {
  return definitions[kind].judge(value, facts);
}
