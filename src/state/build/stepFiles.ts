import { create } from "zustand";
import type { LayerFiles } from "#contract/image.ts";
import type { Problem } from "#contract/problem.ts";
import { getStepFiles } from "../../api/client.ts";

/** A list of files that is on its way, there, or refused. */
export type StepFiles =
  | { readonly phase: "loading" }
  | { readonly phase: "ready"; readonly value: LayerFiles }
  | { readonly phase: "failed"; readonly problem: Problem };

interface Asked {
  readonly build: string;
  readonly step: string;
  /** What the step did, or all files up to it. */
  readonly scope: "layer" | "tree";
}

/** Lists kept in memory: those looked at last. */
const KEPT = 8;

/** The files of steps whose layers no image has, by `stepKey`. */
export const useStepFiles = create<Readonly<Record<string, StepFiles>>>(() => ({}));

export function stepKey({ build, step, scope }: Asked): string {
  return `${build} ${step} ${scope}`;
}

export async function loadStepFiles(asked: Asked): Promise<void> {
  const key = stepKey(asked);
  const known = useStepFiles.getState()[key];
  if (known && known.phase !== "failed") return;
  put(key, { phase: "loading" });
  const answer = await getStepFiles(asked.build, asked.step, asked.scope);
  put(key, answer.ok ? { phase: "ready", value: answer.value } : { phase: "failed", problem: answer.problem });
}

function put(key: string, files: StepFiles): void {
  useStepFiles.setState((state) => {
    const others = Object.entries(state).filter(([other]) => other !== key);
    return Object.fromEntries([...others.slice(-(KEPT - 1)), [key, files]]);
  }, true);
}
