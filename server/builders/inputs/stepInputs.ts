import type { Operation, RunOperation, WorkdirOperation } from "#dockerfile/steps/operation.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { rootKey, type StepInputs } from "../cache/stepKey.ts";
import type { CacheSession } from "./cacheSession.ts";
import { type AskRemote, copyInputs } from "./copyInputs.ts";
import type { InputTask } from "./inputTask.ts";
import { mountInputs } from "./mountInputs.ts";

type Work = Exclude<Operation, { kind: "none" }>;

/** Names may be secrets passed as arguments by mistake: only a digest of the value is kept. */
function environmentInputs({ env, proxies = [] }: RunOperation): [string, string][] {
  return env.flatMap((entry): [string, string][] => {
    const at = entry.indexOf("=");
    const name = entry.slice(0, at);
    return proxies.includes(name) ? [] : [[`variable ${name}`, digestOf(entry.slice(at + 1)).slice(0, 23)]];
  });
}

/** Does not compile if a new field of an operation is missing here: different instructions would share a result. */
function nothingElse(_rest: Record<string, never>): void {}

function workdirWords({ kind: _kind, path, user, sourceDateEpoch, ...rest }: WorkdirOperation): (string | number)[] {
  nothingElse(rest);
  return ["WORKDIR", path, user, ...(sourceDateEpoch === undefined ? [] : [sourceDateEpoch])];
}

/** What a RUN does, apart from variables and mounts. */
export function runInstruction(run: RunOperation): string {
  const { kind: _kind, argv, cwd, user, network, script, env: _env, proxies: _proxies, mounts: _mounts, ...rest } = run;
  nothingElse(rest);
  return JSON.stringify(["RUN", argv, cwd, user, network, script ?? null]);
}

async function runInputs(session: CacheSession, task: InputTask, run: RunOperation): Promise<[string, string][]> {
  return [["instruction", runInstruction(run)], ...environmentInputs(run), ...(await mountInputs(session, task, run))];
}

/** What the result of a step depends on; see StepInputs. Content counts, a file's time never does. */
export async function stepInputs(
  session: CacheSession,
  task: InputTask,
  operation: Work,
  ask: AskRemote,
): Promise<StepInputs> {
  const parent: [string, string] = ["parent", rootKey(task.layers)];
  switch (operation.kind) {
    case "workdir":
      return new Map([["instruction", JSON.stringify(workdirWords(operation))], parent]);
    case "run":
      return new Map([...(await runInputs(session, task, operation)), parent]);
    case "copy":
      return new Map([...(await copyInputs(session, task, operation, ask)), parent]);
  }
}
