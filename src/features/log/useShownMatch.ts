import { useDeferredValue, useEffect, useMemo } from "react";
import type { BuildRun } from "../../state/build/buildState.ts";
import { useLogFind } from "../../state/build/logFind.ts";
import { type LogMatch, logMatches, matchAt } from "./logMatches.ts";

interface ShownMatch {
  readonly matches: readonly LogMatch[];
  /** Index of the match that is looked at; −1 if there is none. */
  readonly at: number;
  readonly match: LogMatch | undefined;
  /** "" if nothing is looked for. */
  readonly query: string;
}

/** What is found in the log. `show` brings a match into view when another one is looked at. */
export function useShownMatch({ steps, logs }: BuildRun, show: (match: LogMatch, query: string) => void): ShownMatch {
  const find = useLogFind();
  // A hundred thousand lines take a moment, and typing must not wait for it.
  const query = useDeferredValue(find.open ? find.query : "");
  const matches = useMemo(() => logMatches({ steps, logs }, query), [steps, logs, query]);
  const at = matchAt(matches, find.at);
  const match = matches[at];
  const [step, line] = [match?.step, match?.line];
  // biome-ignore lint/correctness/useExhaustiveDependencies: new output is no reason to scroll back to the match
  useEffect(() => {
    if (step !== undefined && line !== undefined) show({ step, line }, query);
  }, [step, line, query]);
  return { matches, at, match, query };
}
