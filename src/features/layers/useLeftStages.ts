import { useMemo } from "react";
import type { Digest } from "#contract/names/digest.ts";
import { useBuild } from "../../state/build/build.ts";
import { useStackView } from "../../state/page/stackView.ts";
import { rowsOfStages, type StageThread, stageThreads } from "./rowsOfStages.ts";
import type { StrataRow } from "./strataRow.ts";

interface RowsAndThreads {
  readonly rows: readonly StrataRow[];
  readonly threads: readonly StageThread[];
}

const NO_THREADS: readonly StageThread[] = [];

/** The rows of an image with those of the stages that its build left behind, if the page saw that build. */
export function useLeftStages(rows: readonly StrataRow[], image: Digest | undefined): RowsAndThreads {
  const unfolded = useStackView((state) => state.unfoldedStages);
  const run = useBuild(({ build }) => (build.phase === "done" && build.image.id === image ? build.run : undefined));
  return useMemo(() => {
    if (!run) return { rows, threads: NO_THREADS };
    const bands = rowsOfStages(run, unfolded);
    if (bands.length === 0) return { rows, threads: NO_THREADS };
    const all = [...rows, ...bands];
    return { rows: all, threads: stageThreads(run, all) };
  }, [rows, run, unfolded]);
}
