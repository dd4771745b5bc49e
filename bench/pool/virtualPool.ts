import type { Builder } from "#server/builders/builder.ts";
import { Dispatcher, type Waiting } from "#server/builds/pool/dispatcher.ts";
import { CachedWorkspaces, SECONDS } from "./serviceTimes.ts";

/** A builder of which only the name and the room count: the clock is virtual. */
function nominal(id: string, builds: number): Builder {
  return {
    id,
    kind: "buildkit",
    capacity: { builds, weight: 1 },
    describe: async () => ({ id, kind: "buildkit", available: true, platforms: [], run: true, network: "none" }),
    build: () => Promise.reject(new Error("virtual builders build nothing")),
    close: async () => {},
  };
}

interface VirtualJob extends Waiting {
  readonly arrivedAt: number;
}

interface Happening {
  readonly at: number;
  readonly happen: () => void;
}

/** Events in the order of their time. */
class Agenda {
  readonly #heap: Happening[] = [];

  add(happening: Happening): void {
    const heap = this.#heap;
    let at = heap.push(happening) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent]?.at ?? 0) <= happening.at) break;
      heap[at] = heap[parent] ?? happening;
      at = parent;
    }
    heap[at] = happening;
  }

  next(): Happening | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if ((heap[child + 1]?.at ?? Number.POSITIVE_INFINITY) < (heap[child]?.at ?? 0)) child += 1;
      const smaller = heap[child];
      if (smaller === undefined || smaller.at >= last.at) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

export interface Scenario {
  readonly builders: number;
  /** Builds of each at once. */
  readonly builds: number;
  readonly learners: number;
  /** Seconds between a learner's builds, on average. */
  readonly every: number;
  /** Seconds of class. */
  readonly length: number;
  readonly patience: number;
}

export interface Outcome {
  /** Seconds from each request to its start, and to its end. */
  readonly waits: readonly number[];
  readonly turnarounds: readonly number[];
  readonly warm: number;
  /** Builds that could have been warm. */
  readonly again: number;
  readonly longestQueue: number;
  /** Microseconds of the real queue and pool for each build. */
  readonly choosing: number;
}

/** Numbers from 0 to 1 that are the same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return (state + 0.5) / 4_294_967_296;
  };
}

/** A class on the server's own queue and pool, in virtual time. */
export async function simulate({ builders, builds, learners, every, length, patience }: Scenario): Promise<Outcome> {
  const random = seeded(7);
  const agenda = new Agenda();
  const caches = new Map<string, CachedWorkspaces>();
  const waits: number[] = [];
  const turnarounds: number[] = [];
  const built = new Set<string>();
  let [now, warm, again, longestQueue, choosing] = [0, 0, 0, 0, 0];
  const dispatcher = new Dispatcher<VirtualJob>({
    builders: Array.from({ length: builders }, (_, number) => nominal(`engine-${number}`, builds)),
    standard: "buildkit",
    running: 1,
    patience: patience * 1000,
    now: () => now * 1000,
    onReady: () => fill(),
    onVain: (_, problem) => {
      throw new Error(problem.detail);
    },
  });

  function fill(): void {
    const began = performance.now();
    for (let next = dispatcher.next(); next !== undefined; next = dispatcher.next()) {
      const { job, choice } = next;
      const cache = caches.get(choice.member.id) ?? new CachedWorkspaces();
      caches.set(choice.member.id, cache);
      const seconds = cache.build(job.workspace);
      if (built.has(job.workspace)) {
        again += 1;
        if (seconds < SECONDS.cold) warm += 1;
      }
      built.add(job.workspace);
      waits.push(now - job.arrivedAt);
      agenda.add({
        at: now + seconds,
        happen: () => {
          choice.member.release();
          turnarounds.push(now - job.arrivedAt);
          fill();
        },
      });
    }
    choosing += performance.now() - began;
  }

  function arrive(workspace: string): void {
    const request = {};
    dispatcher.add({
      workspace,
      request,
      ticket: dispatcher.pool.ticket(workspace, request),
      open: { id: workspace },
      arrivedAt: now,
    });
    // Its patience ends while nothing else happens.
    agenda.add({ at: now + patience + 0.001, happen: fill });
    const pause = -Math.log(random()) * every;
    if (now + pause < length) agenda.add({ at: now + pause, happen: () => arrive(workspace) });
  }

  for (let learner = 0; learner < learners; learner += 1)
    agenda.add({ at: random() * every, happen: () => arrive(`learner-${learner}`) });
  for (let happening = agenda.next(); happening !== undefined; happening = agenda.next()) {
    now = happening.at;
    happening.happen();
    // Builds are placed by promises.
    await new Promise((resolve) => setImmediate(resolve));
    longestQueue = Math.max(longestQueue, dispatcher.size);
  }
  await dispatcher.close();
  return { waits, turnarounds, warm, again, longestQueue, choosing: (choosing * 1000) / waits.length };
}
