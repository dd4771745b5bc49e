import type { CacheMiss, ChangedInput, InputChange, MissCode } from "#contract/build.ts";
import { missSentence } from "#contract/missWords.ts";
import { partsOfInput, type StepInputs } from "./stepKey.ts";

const MAX_CHANGES = 20;

function changeOf(before: string | undefined, now: string | undefined): InputChange {
  if (before === undefined) return "new";
  return now === undefined ? "removed" : "changed";
}

function detail(input: string, change: InputChange): string {
  if (input === "parent") return "the files below this step have changed";
  if (input === "instruction") return "the instruction has changed";
  return `${input} ${{ new: "is new", removed: "was removed", changed: "has changed" }[change]}`;
}

/** A miss of this build whose code is known. */
export type StepMiss = Omit<CacheMiss, "reason"> & { readonly code: MissCode };

/** A miss as it is told. */
export function toldMiss(miss: StepMiss): CacheMiss {
  return { ...miss, reason: missSentence(miss) };
}

/** A miss for which there is nothing to compare. */
export function plainMiss(code: Exclude<MissCode, "changed">): StepMiss {
  return { code, changed: [] };
}

function changedInput(input: string, change: InputChange): ChangedInput {
  return { input, change, detail: detail(input, change), ...partsOfInput(input) };
}

/** The miss of a step that is what it was, on one that ran again. */
export function belowChanged(redone: string): StepMiss {
  return { code: "changed", changed: [changedInput("parent", "changed")], redone };
}

/**
 * Why a step missed: the difference from the last build of the same step. `redone` is the title of the nearest earlier
 * step that ran in this build.
 */
export function explainMiss(last: StepInputs | undefined, now: StepInputs, redone?: string): StepMiss {
  if (last === undefined) return plainMiss("never-built");
  const names = new Set([...last.keys(), ...now.keys()]);
  const differing = [...names].filter((name) => last.get(name) !== now.get(name));
  if (differing.length === 0) return plainMiss("not-kept");
  const all = differing.map((input) => changedInput(input, changeOf(last.get(input), now.get(input))));
  const isFile = ({ kind }: ChangedInput): boolean => kind === "file";
  const changed = [...all.filter((each) => !isFile(each)), ...all.filter(isFile)].slice(0, MAX_CHANGES);
  return {
    code: "changed",
    changed,
    ...(all.length > changed.length && { count: all.length }),
    ...(redone !== undefined && { redone }),
  };
}
