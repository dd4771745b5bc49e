import { monitorEventLoopDelay } from "node:perf_hooks";
import type { EventLoopDelay } from "#contract/health.ts";

type Histogram = ReturnType<typeof monitorEventLoopDelay>;

/** How often the loop is asked whether it comes in time, milliseconds: what is shorter is not seen. */
const RESOLUTION = 10;
/** What is told is of this last time at least and of twice as much at most, milliseconds. */
const WINDOW = 30_000;

/** How late the main thread's event loop was of late: whatever computes too long there keeps everybody waiting. */
export class EventLoopMonitor {
  #current = started();
  #before: Histogram | undefined;
  readonly #turn: NodeJS.Timeout;

  constructor() {
    this.#turn = setInterval(() => this.#change(), WINDOW).unref();
  }

  delay(): EventLoopDelay {
    const both = [this.#current, ...(this.#before === undefined ? [] : [this.#before])];
    const most = (take: (histogram: Histogram) => number) => Math.max(0, ...both.map(take).map(milliseconds));
    return { p99: most((histogram) => histogram.percentile(99)), max: most((histogram) => histogram.max) };
  }

  close(): void {
    clearInterval(this.#turn);
    this.#current.disable();
  }

  #change(): void {
    this.#current.disable();
    this.#before = this.#current;
    this.#current = started();
  }
}

function started(): Histogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  return histogram;
}

/** What is measured is the time between two looks: one that comes in time is no delay. */
function milliseconds(nanoseconds: number): number {
  return Math.max(0, Math.round((nanoseconds / 1e6 - RESOLUTION) * 10) / 10);
}
