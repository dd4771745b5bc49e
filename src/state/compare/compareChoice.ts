import { create } from "zustand";
import { readStored, tabPlace, writeStored } from "../../lib/storage.ts";
import { showResultTab } from "../page/layout.ts";

/** Two images, each by its ID or that of its build: `a` is before, `b` after. */
export interface Sides {
  readonly a: string;
  readonly b: string;
}

/** The key that compares the build on the page with the one before. */
export const COMPARE_KEY = "F9";

const KEY = "strata.compare";

function isSides(value: unknown): value is Sides {
  return (
    typeof value === "object" &&
    value !== null &&
    "a" in value &&
    "b" in value &&
    typeof value.a === "string" &&
    typeof value.b === "string"
  );
}

const stored = readStored(KEY, isSides, tabPlace);

/** What a person chose to compare, kept across reloads; else the build on the page is compared with the one before. */
export const useCompareChoice = create<{ readonly chosen?: Sides }>(() => (stored ? { chosen: stored } : {}));

export function chooseSides(chosen: Sides | undefined): void {
  useCompareChoice.setState(chosen ? { chosen } : {}, true);
  writeStored(KEY, chosen ?? null, tabPlace);
}

/** What did the last edit do: the build on the page against the one before. */
export function compareWithBefore(): void {
  chooseSides(undefined);
  showResultTab("compare");
}

/** Two of them, whatever is on the page. */
export function compareSides(sides: Sides): void {
  chooseSides(sides);
  showResultTab("compare");
}
