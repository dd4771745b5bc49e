import type { LiveMode } from "#contract/build.ts";
import type { Problem } from "#contract/problem.ts";
import type { BuildInput, SentContexts } from "../build/buildRequest.ts";
import type { LivePause, LiveStatus } from "./liveStatus.ts";
import { isSameInput } from "./sameInput.ts";

/** How a live build ended. `show` puts it on the page. */
export type LiveEnd =
  | { readonly kind: "done" | "failed"; readonly show: () => void }
  | { readonly kind: "held" | "refused"; readonly problem: Problem }
  | { readonly kind: "canceled" };

/** What is sent of an input. */
type Sent = SentContexts | Problem;

export interface LiveDependencies {
  readonly pause: () => LivePause | undefined;
  readonly input: () => BuildInput;
  /** Whether a build by hand runs: it goes first. */
  readonly isBusy: () => boolean;
  /** How many errors the checks find in what is typed now. */
  readonly countErrors: () => Promise<number>;
  /** Sends what is typed ahead. */
  readonly send: (input: BuildInput, signal: AbortSignal) => Promise<Sent>;
  readonly build: (input: BuildInput, sent: Promise<Sent>, mode: LiveMode, signal: AbortSignal) => Promise<LiveEnd>;
  readonly tell: (status: LiveStatus) => void;
}

/** A pause in typing, milliseconds. What is still typed is canceled by the next key, so it need not be long. */
export const PAUSE_MS = 40;
/** Nobody is in the middle of a word so long after the last key: only then is a failure shown. */
export const CALM_MS = 700;

/** Builds what is typed at each pause: one build at a time, and nothing twice. */
export class LiveLoop {
  readonly #with: LiveDependencies;
  #attempt = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changedAt = Number.NEGATIVE_INFINITY;
  #isOn = false;
  /** What was built last, or tried. */
  #tried: BuildInput | undefined;
  /** What came of it. */
  #ended: LiveStatus = { phase: "current" };
  #status: LiveStatus = { phase: "off" };

  constructor(dependencies: LiveDependencies) {
    this.#with = dependencies;
  }

  turn(on: boolean): void {
    this.#isOn = on;
    this.#stop();
    this.#tried = undefined;
    if (on) void this.#try("quick");
    else this.#tell({ phase: "off" });
  }

  /** Something was typed. */
  changed(): void {
    if (!this.#isOn) return;
    this.#stop();
    this.#changedAt = Date.now();
    this.#timer = setTimeout(() => void this.#try("quick"), PAUSE_MS);
  }

  /** A reason to wait came or went. */
  resumed(): void {
    if (!this.#isOn) return;
    const why = this.#with.pause();
    const waits = this.#status.phase === "paused" || this.#status.phase === "refused";
    if (why === undefined ? !waits : isPausedFor(this.#status, why)) return;
    this.#stop();
    void this.#try("quick");
  }

  /** The checks looked again: what was wrong may not be. */
  checked(): void {
    if (this.#isOn && this.#status.phase === "errors") void this.#try("quick");
  }

  /** A build by hand began; it is of this input. */
  begunByHand(input: BuildInput): void {
    this.#stop();
    this.#tried = input;
    if (this.#isOn) this.#tell({ phase: "building" });
  }

  /** It ended. What was typed meanwhile is built now. */
  endedByHand(outcome: "done" | "failed" | "canceled"): void {
    if (!this.#isOn) return;
    this.#ended = { phase: outcome === "done" ? "current" : "failed" };
    void this.#try("quick");
  }

  runHeldBack(): void {
    if (this.#status.phase !== "held") return;
    this.#tried = undefined;
    this.#stop();
    void this.#try("all");
  }

  async #try(mode: LiveMode): Promise<void> {
    const { signal } = this.#attempt;
    const why = this.#with.pause();
    if (why !== undefined) return this.#tell({ phase: "paused", why });
    if (this.#with.isBusy()) return this.#tell({ phase: "building" });
    const input = this.#with.input();
    if (this.#isTried(input)) return this.#tell(this.#ended);
    const sent = this.#with.send(input, signal);
    // It is aborted with the attempt.
    sent.catch(() => undefined);
    const errors = await this.#with.countErrors();
    if (signal.aborted) return;
    if (errors > 0) return this.#tell({ phase: "errors", count: errors });
    this.#tell({ phase: "building" });
    const end = await this.#with.build(input, sent, mode, signal);
    if (signal.aborted) return;
    if (end.kind !== "canceled" && end.kind !== "refused") this.#tried = input;
    if (end.kind === "failed") await this.#calm();
    if (!signal.aborted) this.#finish(end);
  }

  #finish(end: LiveEnd): void {
    this.#ended = statusOf(end);
    if ("show" in end) end.show();
    this.#tell(this.#ended);
  }

  #isTried(input: BuildInput): boolean {
    return this.#tried !== undefined && isSameInput(this.#tried, input);
  }

  #calm(): Promise<void> {
    const left = this.#changedAt + CALM_MS - Date.now();
    if (left <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#timer = setTimeout(resolve, left);
    });
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#attempt.abort();
    this.#attempt = new AbortController();
  }

  #tell(status: LiveStatus): void {
    this.#status = status;
    this.#with.tell(status);
  }
}

function isPausedFor(status: LiveStatus, why: LivePause): boolean {
  return status.phase === "paused" && status.why === why;
}

function statusOf(end: LiveEnd): LiveStatus {
  switch (end.kind) {
    case "done":
      return { phase: "current" };
    case "failed":
      return { phase: "failed" };
    case "canceled":
      return { phase: "building" };
    default:
      return { phase: end.kind, problem: end.problem };
  }
}
