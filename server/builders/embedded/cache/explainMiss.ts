import type { CacheMiss } from "#contract/build.ts";
import type { StepInputs } from "./stepKey.ts";

const MAX_CHANGES = 20;

function detail(input: string, before: string | undefined, now: string | undefined): string {
  if (input === "parent") return "the files this step starts from are different";
  if (input === "instruction") return "the instruction is written differently";
  if (before === undefined) return `${input} is new`;
  if (now === undefined) return `${input} is gone`;
  return `${input} has changed`;
}

/** The sentence a person reads: the instruction itself first, then what it takes in, then what it builds on. */
function reasonFor(changed: readonly string[], parentStep: string | undefined): string {
  const own = changed.filter((input) => input !== "parent");
  if (own.includes("instruction")) return "The instruction has changed.";
  const files = own.filter((input) => input.startsWith("file "));
  const [firstFile = ""] = files;
  if (files.length === 1) return `${firstFile.slice("file ".length)} has changed.`;
  if (files.length > 1) return `${files.length} files have changed, ${firstFile.slice("file ".length)} among them.`;
  const [first] = own;
  if (first !== undefined) return `The ${first} has changed.`;
  return parentStep === undefined ? "What it builds on has changed." : `An earlier step was redone: ${parentStep}`;
}

/**
 * Why a step missed: what differs from the last build of the same step. `parentStep` is the title of the nearest
 * earlier step that was redone in this build.
 */
export function explainMiss(last: StepInputs | undefined, now: StepInputs, parentStep?: string): CacheMiss {
  if (last === undefined) return { reason: "This step was not built here before.", changed: [] };
  const names = new Set([...last.keys(), ...now.keys()]);
  const changed = [...names].filter((name) => last.get(name) !== now.get(name));
  if (changed.length === 0) return { reason: "Its result is no longer kept.", changed: [] };
  return {
    reason: reasonFor(changed, parentStep),
    changed: changed
      .slice(0, MAX_CHANGES)
      .map((input) => ({ input, detail: detail(input, last.get(input), now.get(input)) })),
  };
}
