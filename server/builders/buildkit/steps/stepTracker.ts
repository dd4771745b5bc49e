import type { BuildWarning, StepState } from "#contract/build.ts";
import type { RunningEvent } from "../../builder.ts";
import { LogBatcher } from "../../events/logBatcher.ts";
import type { SolveStatus, Vertex, VertexLog } from "../rawjson/solveStatus.ts";
import { readWarning } from "../rawjson/warningEvent.ts";
import type { AlikeSteps } from "./alikeSteps.ts";
import { cacheWarning } from "./cacheWarning.ts";
import { ProgressSums } from "./progressSums.ts";
import type { StepMatcher } from "./stepMatcher.ts";
import { readVertexName } from "./vertexName.ts";
import { VertexSteps } from "./vertexSteps.ts";

type Emit = (event: RunningEvent) => void;

/** A vertex that failed, with the step that it is or works for. */
export interface FailedVertex {
  readonly step: string | undefined;
  readonly error: string;
}

const ENDED: ReadonlySet<StepState> = new Set(["cached", "done", "failed", "canceled"]);
const CANCELED = /context canceled|^canceled/;

/** Turns BuildKit's progress into the events of a build's steps. */
export class StepTracker {
  readonly #vertices: VertexSteps;
  readonly #emit: Emit;
  readonly #onLog: (bytes: number) => void;
  readonly #states = new Map<string, { state: StepState; at: number }>();
  /** The vertex that a running step waits for. */
  readonly #running = new Map<string, string>();
  readonly #logs = new Map<string, LogBatcher>();
  readonly #progress: ProgressSums;
  readonly #warned = new Set<string>();
  readonly #alike: AlikeSteps;
  #failed: FailedVertex | undefined;

  constructor(matcher: StepMatcher, alike: AlikeSteps, emit: Emit, onLog: (bytes: number) => void = () => undefined) {
    this.#vertices = new VertexSteps(matcher);
    this.#alike = alike;
    this.#emit = emit;
    this.#onLog = onLog;
    this.#progress = new ProgressSums(emit);
  }

  /** The first vertex that failed of itself. */
  get failed(): FailedVertex | undefined {
    return this.#failed;
  }

  take({ vertexes, statuses, logs, warnings }: SolveStatus): void {
    for (const vertex of vertexes ?? []) this.#vertices.add(vertex);
    for (const vertex of vertexes ?? []) this.#vertex(vertex);
    for (const status of statuses ?? []) {
      const step = this.#vertices.stepOf(status.vertex);
      if (step !== undefined) this.#progress.take(step, status, this.#vertices.nameOf(status.vertex));
    }
    for (const log of logs ?? []) this.#log(log);
    for (const warning of warnings ?? []) {
      this.#warn(readWarning(warning));
    }
  }

  stateOf(step: string): { readonly state: StepState; readonly at: number } | undefined {
    return this.#states.get(step);
  }

  /** Tells a step's end that BuildKit did not. */
  conclude(step: string, state: StepState): void {
    if (this.#states.get(step)?.state !== state) this.#tellOne(step, state, Date.now());
  }

  lastLines(step: string): string[] {
    return this.#logs.get(step)?.lastLines() ?? [];
  }

  /** Sends what is left of the logs. */
  end(): void {
    for (const log of this.#logs.values()) log.end();
  }

  #warn(warning: BuildWarning | undefined): void {
    const key = JSON.stringify(warning);
    if (warning === undefined || this.#warned.has(key) || this.#warned.size > 1000) return;
    this.#warned.add(key);
    this.#emit({ type: "warning", ...warning });
  }

  #fails({ digest, name }: Vertex, error: string): void {
    const known = readVertexName(name);
    // Without a cache elsewhere, the build goes on.
    if (known.kind === "cache") this.#warn(cacheWarning(known, error));
    else this.#failed ??= { step: this.#vertices.stepOf(digest), error };
  }

  #vertex(vertex: Vertex): void {
    const { digest, started, completed, cached, error } = vertex;
    const { own } = this.#vertices.add(vertex);
    if (error && !CANCELED.test(error)) this.#fails(vertex, error);
    if (own === undefined || !started) return;
    const now = this.#states.get(own);
    const source = this.#vertices.isSource(digest);
    if (cached && !error) {
      if (!source) this.#cached(own, digest, completed ?? started);
      return;
    }
    // What was cached or failed does not begin again.
    if (now?.state === "cached" || now?.state === "failed") return;
    const begins = Date.parse(started);
    if (now === undefined || (now.state !== "running" && begins > now.at)) {
      this.#running.set(own, digest);
      this.#tell(own, "running", begins);
    }
    if (completed && (error || !source)) this.#complete(own, completed, error ?? undefined);
  }

  /** A busy engine tells of its begin first, and then that it was cached; a download begins in any case, for a look at its server. */
  #cached(step: string, digest: string, completed: string): void {
    const state = this.#states.get(step)?.state;
    const running = this.#running.get(step) ?? "";
    const itself = state === "running" && (running === digest || this.#vertices.isSource(running));
    if (state === undefined || itself) this.#tell(step, "cached", Date.parse(completed));
  }

  #complete(step: string, completed: string, error: string | undefined): void {
    const state = error === undefined ? "done" : CANCELED.test(error) ? "canceled" : "failed";
    if (this.#states.get(step)?.state !== state) this.#tell(step, state, Date.parse(completed));
  }

  /** BuildKit does what is alike once, and tells of one of them. */
  #tell(step: string, state: StepState, at: number): void {
    this.#tellOne(step, state, at);
    for (const other of this.#alike.get(step) ?? []) {
      if (this.#running.has(other) || this.#states.get(other)?.state === state) continue;
      this.#tellOne(other, state, at);
    }
  }

  #tellOne(step: string, state: StepState, at: number): void {
    if (ENDED.has(state)) this.#logs.get(step)?.flush();
    this.#states.set(step, { state, at });
    this.#emit({ type: "step", step, state, at });
  }

  #log({ vertex, stream, data }: VertexLog): void {
    const step = this.#vertices.stepOf(vertex);
    if (step === undefined || !data) return;
    const log = this.#logs.get(step) ?? new LogBatcher(step, this.#emit);
    this.#logs.set(step, log);
    const bytes = Buffer.from(data, "base64");
    this.#onLog(bytes.length);
    log.write(stream === 2 ? "stderr" : "stdout", bytes);
  }
}
