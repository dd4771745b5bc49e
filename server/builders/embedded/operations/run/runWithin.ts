import type { SnapshotStore } from "#server/rootfs/snapshotStore.ts";
import type {
  Executor,
  LimitKind,
  OutputStream,
  RunLimits,
  RunResult,
  RunSpec,
  RunUse,
} from "#server/sandbox/executor/executor.ts";
import { runToEnd } from "#server/sandbox/executor/runToEnd.ts";
import type { BuildBudget } from "../../limits/buildBudget.ts";

/** Runs something within the limits of its build. */
export interface RunWithin {
  readonly snapshots: Pick<SnapshotStore, "newUpper">;
  readonly executor: Executor;
  readonly limits: RunLimits;
  /** Of the build. */
  readonly budget: BuildBudget;
  /** Whether concurrent RUNs share one limit; otherwise they run one after the other. */
  readonly sharesLimits: () => Promise<boolean>;
}

export interface Running {
  readonly signal: AbortSignal;
  readonly onOutput: (stream: OutputStream, bytes: Uint8Array) => void;
  /** Its output is content, not output of the build; it counts toward limits where it is written. */
  readonly isContent?: boolean;
}

type Spec = Omit<RunSpec, "limits" | "onUse">;

/** Runs it with what is left of the build's limits; parallel RUNs may together exceed one, which ends it. */
async function runWithin({ executor, budget }: RunWithin, running: Running, spec: Spec): Promise<RunResult> {
  const { isContent = false } = running;
  const account = budget.startRun();
  const passed = new AbortController();
  let limit: LimitKind | undefined;
  const check = (kind: LimitKind | undefined) => {
    if (kind === undefined) return;
    limit ??= kind;
    passed.abort();
  };
  const take: Running["onOutput"] = (stream, bytes) => {
    if (limit === undefined) running.onOutput(stream, bytes);
    if (!isContent) check(account.print(bytes.length));
  };
  try {
    const limits = isContent ? { ...account.limits, outputBytes: 0 } : account.limits;
    const within = { ...spec, limits, onUse: (use: RunUse) => check(account.use(use)) };
    const result = await runToEnd(executor, within, take, AbortSignal.any([running.signal, passed.signal]));
    return result.kind === "canceled" && limit !== undefined ? { kind: "limit", limit } : result;
  } finally {
    account.end();
  }
}

/** The same, alone if limits can't be shared. */
export async function runInTurn(tools: RunWithin, running: Running, spec: Spec): Promise<RunResult> {
  const done = (await tools.sharesLimits()) ? undefined : await tools.budget.alone();
  try {
    return await runWithin(tools, running, spec);
  } finally {
    done?.();
  }
}
