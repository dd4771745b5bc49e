import type { CacheMiss, ChangedInput, MissCode } from "#contract/build.ts";
import { missSentence } from "#contract/missWords.ts";
import { partsOfInput, type StepInputs } from "./stepKey.ts";

const MAX_CHANGES = 20;

function detail(input: string, before: string | undefined, now: string | undefined): string {
  if (input === "parent") return "the files below this step have changed";
  if (input === "instruction") return "the instruction has changed";
  if (before === undefined) return `${input} is new`;
  if (now === undefined) return `${input} was removed`;
  return `${input} has changed`;
}

/** A miss of this build: its code is known. */
export type StepMiss = CacheMiss & { readonly code: MissCode };

/** A miss for which there is nothing to compare. */
export function plainMiss(code: Exclude<MissCode, "changed">): StepMiss {
  return { code, reason: missSentence({ code, changed: [] }), changed: [] };
}

/**
 * Why a step missed: what differs from the last build of the same step. `redone` is the title of the nearest earlier
 * step that was redone in this build.
 */
export function explainMiss(last: StepInputs | undefined, now: StepInputs, redone?: string): StepMiss {
  if (last === undefined) return plainMiss("never-built");
  const names = new Set([...last.keys(), ...now.keys()]);
  const differing = [...names].filter((name) => last.get(name) !== now.get(name));
  if (differing.length === 0) return plainMiss("not-kept");
  const all = differing.map((input): ChangedInput => {
    return { input, detail: detail(input, last.get(input), now.get(input)), ...partsOfInput(input) };
  });
  const isFile = ({ kind }: ChangedInput): boolean => kind === "file";
  const changed = [...all.filter((each) => !isFile(each)), ...all.filter(isFile)].slice(0, MAX_CHANGES);
  const miss = {
    code: "changed" as const,
    changed,
    ...(all.length > changed.length && { count: all.length }),
    ...(redone !== undefined && { redone }),
  };
  return { ...miss, reason: missSentence(miss) };
}
