import { randomUUID } from "node:crypto";
import type { BuildRequest } from "#contract/build.ts";
import type { BuilderOutlook } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, OutlookRequest, PlanRequest } from "#contract/plan.ts";
import type { BuildListeners } from "./buildListeners.ts";
import type { LoggedEvent } from "./buildLog.ts";
import type { BuildServiceOptions } from "./buildServiceOptions.ts";
import type { Job } from "./job.ts";
import type { KeptBuilds } from "./keptBuilds.ts";
import { endLeftovers } from "./leftoverBuilds.ts";
import { LogLimit } from "./logLimit.ts";
import { OpenBuild, queuedBuild } from "./openBuild.ts";
import { OpenBuilds } from "./openBuilds.ts";
import { Pauses } from "./pauses.ts";
import type { BuilderPool } from "./pool/builderPool.ts";
import { Dispatcher } from "./pool/dispatcher.ts";
import type { Member } from "./pool/member.ts";
import type { Choice } from "./pool/placement.ts";
import { agesOf, placeNews } from "./queuePlaces.ts";
import { type BuildInputs, RecentInputs } from "./recentInputs.ts";
import { queueFull, shuttingDown } from "./refusedBuilds.ts";
import { type Ending, endedBy, type Left, RunningBuild } from "./runningBuild.ts";

/** Accepts builds, queues them, hands them to a builder, and stores their events. */
export class BuildService {
  readonly #options: BuildServiceOptions;
  readonly #now: () => number;
  readonly #queue: Dispatcher<Job>;
  readonly #open: OpenBuilds;
  readonly #running = new Set<Promise<void>>();
  readonly #inputs = new RecentInputs();
  readonly #pauses = new Pauses();
  #stopped = false;

  constructor(options: BuildServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#open = new OpenBuilds({ ...options, now: this.#now });
    this.#queue = new Dispatcher<Job>({
      builders: options.builders,
      standard: options.standardBuilder,
      running: options.queue.running,
      ...(options.patience !== undefined && { patience: options.patience }),
      now: this.#now,
      onReady: () => this.#fill(),
      onVain: (job, problem) => this.#open.record(job, { type: "finished", state: "failed", at: this.#now(), problem }),
    });
    options.log.onWriteError((error) => {
      options.onFailure(error);
      this.#endForFullDisk();
    });
    endLeftovers(options.log, options.queue, this.#now);
  }

  get kept(): KeptBuilds {
    return this.#open.kept;
  }

  get listeners(): BuildListeners {
    return this.#open.listeners;
  }

  /**
   * Queues a build; returns its ID. A live one takes the place of the last one of its workspace; if that is of the same
   * request, it is the one. Throws `build/queue-full` and `builder/unavailable`.
   */
  start(workspace: string, request: BuildRequest): string {
    const { queue, logBytes } = this.#options;
    if (this.#stopped) throw shuttingDown();
    const last = request.live === undefined ? undefined : this.#open.live.last(workspace, request);
    if (last?.isSame === true) return last.id;
    const ticket = this.#queue.pool.ticket(workspace, request);
    if (this.#queue.size >= queue.waiting && !this.#queue.pool.hasRoom(ticket)) throw queueFull(this.#queue.size);
    const build = queuedBuild(randomUUID(), this.#now(), request);
    const limit = new LogLimit(logBytes);
    const after = last && this.#endLive(last.id);
    this.#open.trials.starting(workspace, request);
    const job: Job = { workspace, request, ticket, limit, open: new OpenBuild(build), after };
    this.#open.add(job);
    this.#inputs.remember(build.id, request);
    this.#queue.add(job);
    this.#open.tellState(job);
    this.#fill();
    return build.id;
  }

  /** Cancels a live build, if it is not over; resolves when its builder is through with it. */
  #endLive(id: string): Promise<void> | undefined {
    const job = this.#open.get(id);
    if (job !== undefined) this.#end(job, "canceled");
    return job?.done;
  }

  /** Forecasts a build without queuing it. Throws `builder/unavailable` if the builder has no forecasts. */
  plan(workspace: string, request: PlanRequest, signal: AbortSignal): Promise<Forecast> {
    return this.#queue.pool.plan(workspace, request, signal);
  }

  /** Who would build it now; see BuilderPool. */
  outlook(workspace: string, request: OutlookRequest): Promise<BuilderOutlook> {
    return this.#queue.pool.outlook(workspace, request);
  }

  /** Undefined after a restart, or many builds later. */
  inputs(workspace: string, id: string): BuildInputs | undefined {
    this.kept.require(workspace, id);
    return this.#inputs.of(id);
  }

  /** Cancels a queued or running build; a finished one is unchanged, but the image of a trial goes. */
  cancel(workspace: string, id: string): void {
    this.kept.require(workspace, id);
    const job = this.#open.get(id);
    if (job !== undefined) this.#end(job, "canceled");
    this.#open.trials.end(id);
  }

  /** The images that no list has, of live builds and trials. */
  hiddenImages(workspace: string): readonly Digest[] {
    return this.#open.hiddenImages(workspace);
  }

  /** Cancels all builds of a workspace, and waits for their ends. */
  async cancelAll(workspace: string): Promise<void> {
    const jobs = this.#open.all().filter((job) => job.workspace === workspace);
    for (const job of jobs) this.#end(job, "canceled");
    await Promise.all(jobs.map(({ done }) => done));
  }

  /** Removes all builds of a workspace. */
  async forget(workspace: string): Promise<void> {
    await this.cancelAll(workspace);
    this.#options.log.prune(workspace, 0);
    this.#open.live.forget(workspace);
  }

  /** The events of a build after event number `after`, past and future, until `finished` or `signal`. */
  events(workspace: string, id: string, after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent, void> {
    return this.#open.events(workspace, id, after, signal);
  }

  /**
   * Does `work` while no build runs: waits up to `patienceMs` for running builds, and holds new ones back meanwhile.
   * Undefined, without doing the work, if they took longer.
   */
  async whilePaused<T>(patienceMs: number, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#pauses.during(this.#running, patienceMs, work);
    } finally {
      this.#fill();
    }
  }

  /** The builders, and how the work is spread over them. */
  get pool(): BuilderPool {
    return this.#queue.pool;
  }

  /** How many builds are queued, how long the oldest has been, milliseconds, and how many run. */
  get load(): { readonly queued: number; readonly oldestMs: number; readonly running: number } {
    const now = this.#now();
    const since = this.#queue.order().map(({ ticket }) => ticket.queuedAt);
    return { queued: since.length, oldestMs: now - Math.min(now, ...since), running: this.#running.size };
  }

  /** The builders that are there for an owner. */
  describe(owner: string): Promise<BuilderDescription[]> {
    return this.#queue.pool.describe(owner);
  }

  /** Stops every build (with `build/server-stopped`) and the builders. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const job of this.#open.all()) this.#end(job, "server-stopped");
    await Promise.all(this.#running);
    await this.#queue.close();
  }

  /** The log can't be written, so running builds can't be stored. */
  #endForFullDisk(): void {
    for (const job of this.#open.all()) job.running?.end("store-full");
  }

  #fill(): void {
    while (!this.#pauses.isPaused && !this.#stopped) {
      const next = this.#queue.next();
      if (next === undefined) break;
      const { job, choice } = next;
      const done = this.#run(job, choice)
        .catch(this.#options.onFailure)
        .finally(() => {
          this.#running.delete(done);
          this.#fill();
          this.listeners.tellGap(this.#running.size === 0 && this.#queue.size === 0);
        });
      job.done = done;
      this.#running.add(done);
    }
    this.#tellQueued();
  }

  /** Tells each queued build its place, if that has changed, and when it starts. */
  #tellQueued(): void {
    const ages = agesOf(this.#open.all(), this.#now());
    for (const [job, event] of placeNews(this.#queue.order(), ages, this.#open.guess)) this.#open.record(job, event);
  }

  async #run(job: Job, { member, assignment }: Choice): Promise<void> {
    const { id } = job.open;
    job.open.begin(this.#now());
    if (this.#queue.pool.isChoice) this.#open.record(job, { type: "assigned", ...assignment });
    this.#open.tellState(job);
    const running = new RunningBuild({
      builder: member.builder,
      job: { id, workspace: job.workspace, request: job.request },
      seconds: this.#options.queue.seconds,
      emit: (event) => this.#open.record(job, event),
      onFailure: this.#options.onFailure,
      now: this.#now,
    });
    job.running = running;
    job.builder = member.id;
    const left = await (job.after === undefined ? running.run() : job.after.then(() => running.run()));
    this.#leave(job, member, left);
  }

  /** A build that was lost, though no step of it failed, starts over at another builder, once. */
  #leave(job: Job, member: Member, { event, isLost }: Left): void {
    member.release();
    if (isLost) member.failed();
    else member.succeeded();
    const isOver = !isLost || this.#stopped || job.open.build.steps.some(({ state }) => state === "failed");
    if (isOver || !this.#queue.pool.mayRetry(job.ticket, member)) this.#open.record(job, event);
    else {
      delete job.running;
      job.ticket.lost = member;
      this.#queue.addAgain(job);
    }
  }

  #end(job: Job, ending: Ending): void {
    if (job.running !== undefined) job.running.end(ending);
    else if (this.#queue.remove(job)) {
      this.#open.record(job, endedBy(ending, this.#now(), this.#options.queue.seconds));
      this.#tellQueued();
    }
  }
}
