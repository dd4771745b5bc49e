import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { type StepMiss, toldMiss } from "../../cache/explainMiss.ts";
import type { CachedStep } from "../../cache/stepCache.ts";
import { stepKey } from "../../cache/stepKey.ts";
import { layerTotals } from "../../events/layerTotals.ts";
import { LogBatcher } from "../../events/logBatcher.ts";
import { explainCacheMiss, lookupCachedStep, positionOf } from "../../inputs/lookupCachedStep.ts";
import { runInstruction, stepInputs } from "../../inputs/stepInputs.ts";
import { askKept, holdBackSlow, QUICK_MS, tookTooLong } from "../../live/heldBack.ts";
import { runTimes } from "../../live/runTimes.ts";
import { writeDraft } from "../layer/writeDraft.ts";
import { askNow } from "../operations/copy/askNow.ts";
import { executeCopy } from "../operations/copy/executeCopy.ts";
import { makeWorkdir } from "../operations/makeWorkdir.ts";
import type { BuildSession } from "../session/buildSession.ts";
import type { StepTask } from "../session/stepTask.ts";

export interface StepOutcome {
  readonly cached: boolean;
  /** Absent if the step only changes configuration. */
  readonly layer?: CachedStep;
}

/** Takes a step from the cache or runs it, and emits its events. Throws a ProblemError, or the signal's reason. */
export async function runStep(session: BuildSession, task: StepTask): Promise<StepOutcome> {
  const { emit } = session;
  const { id, operation } = task.work;
  if (operation.kind === "none") {
    emit({ type: "step", step: id, state: "done", at: Date.now() });
    return { cached: false };
  }
  const position = positionOf(session, task);
  const ask = session.onlyQuick ? askKept(session.cache.lastInputs(position), task.work) : askNow(session);
  const inputs = await stepInputs(session, task, operation, ask);
  const kept = lookupCachedStep(session, task.stage, inputs);
  if (kept !== undefined) {
    const last = session.cache.lastInputs(position);
    if (last === undefined || stepKey(last) !== stepKey(inputs)) session.cache.setLastInputs(position, inputs);
    const { diffId, size, files } = kept;
    emit({ type: "step", step: id, state: "cached", at: Date.now(), layer: { diffId, size, files } });
    return { cached: true, layer: kept };
  }
  const miss = explainCacheMiss(session, task, inputs);
  const layer = await (operation.kind === "run"
    ? timedRun(session, task, miss, runInstruction(operation))
    : doStep(session, task, miss));
  session.cache.put(stepKey(inputs), layer);
  session.cache.setLastInputs(position, inputs);
  return { cached: false, layer };
}

/** Notes how long a RUN takes. In a live build, only a quick one runs, and not for longer. */
async function timedRun(
  session: BuildSession,
  task: StepTask,
  miss: StepMiss,
  instruction: string,
): Promise<CachedStep> {
  const times = runTimes(session.cache);
  const position = positionOf(session, task);
  const start = performance.now();
  const note = () => times.took(instruction, position, performance.now() - start);
  if (!session.onlyQuick) {
    const layer = await doStep(session, task, miss);
    note();
    return layer;
  }
  holdBackSlow(task.work, times.of(instruction, position));
  const late = AbortSignal.timeout(QUICK_MS);
  try {
    const layer = await doStep({ ...session, signal: AbortSignal.any([session.signal, late]) }, task, miss);
    note();
    return layer;
  } catch (error) {
    if (!late.aborted || session.signal.aborted) throw error;
    note();
    throw tookTooLong(task.work);
  }
}

async function doStep(session: BuildSession, task: StepTask, miss: StepMiss): Promise<CachedStep> {
  const { emit } = session;
  const step = task.work.id;
  emit({ type: "step", step, state: "running", at: Date.now(), cacheMiss: toldMiss(miss) });
  const log = new LogBatcher(step, emit);
  try {
    const written = await makeLayer(session, task, log);
    log.end();
    const { diffId, entries } = written;
    const { size, files } = layerTotals(entries);
    const at = Date.now();
    emit({ type: "step", step, state: "done", at, layer: { diffId, size, files } });
    return { diffId, size, files, created: new Date(at).toISOString() };
  } catch (error) {
    log.end();
    emit({ type: "step", step, state: session.signal.aborted ? "canceled" : "failed", at: Date.now() });
    throw error;
  }
}

async function makeLayer(session: BuildSession, task: StepTask, log: LogBatcher): Promise<WrittenLayer> {
  const { operation } = task.work;
  const { blobs, signal } = session;
  switch (operation.kind) {
    case "run":
      return await session.run({
        operation,
        step: task.work.id,
        layers: task.layers,
        workspace: session.workspace,
        secrets: session.secrets,
        roots: task.roots,
        signal,
        onOutput: (stream, bytes) => log.write(stream, bytes),
        lastLines: () => log.lastLines(),
      });
    case "workdir": {
      const draft = makeWorkdir(blobs, openFileTree(blobs, task.layers), operation, session.now);
      return await writeDraft(blobs, draft, signal);
    }
    case "copy": {
      const draft = await executeCopy(session, task, operation);
      return await writeDraft(blobs, draft, signal);
    }
    case "none":
      throw new Error("a step without operation makes no layer");
  }
}
