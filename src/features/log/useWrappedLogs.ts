import { useMemo, useRef } from "react";
import type { BuildRun } from "../../state/build/buildState.ts";
import { type WrappedLogs, wrapLogs } from "./wrappedLog.ts";

/** The rows of every line, counted on from the logs of the last render; undefined if lines are not wrapped. */
export function useWrappedLogs(logs: BuildRun["logs"], columns: number | undefined): WrappedLogs | undefined {
  const last = useRef<WrappedLogs>(undefined);
  return useMemo(() => {
    last.current = columns === undefined ? undefined : wrapLogs(logs, columns, last.current);
    return last.current;
  }, [logs, columns]);
}
