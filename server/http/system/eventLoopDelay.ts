import { monitorEventLoopDelay } from "node:perf_hooks";
import type { EventLoopDelay } from "#contract/health.ts";

type Histogram = ReturnType<typeof monitorEventLoopDelay>;

/** How often the event loop is sampled, in milliseconds; shorter delays go unnoticed. */
const RESOLUTION = 10;
/** Reports cover at least this much time and at most twice as much, in milliseconds. */
const WINDOW = 30_000;

/** The recent delay of the main thread's event loop: any long computation there delays every request. */
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

/** Measures the time between two samples; a sample that is on time is not a delay. */
function milliseconds(nanoseconds: number): number {
  return Math.max(0, Math.round((nanoseconds / 1e6 - RESOLUTION) * 10) / 10);
}
