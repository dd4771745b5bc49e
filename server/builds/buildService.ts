import { randomUUID } from "node:crypto";
import type { BuildEvent, BuildRequest } from "#contract/build.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";
import { Notifier } from "#server/waiting/notifier.ts";
import { BuildListeners } from "./buildListeners.ts";
import type { LoggedEvent } from "./buildLog.ts";
import type { BuildServiceOptions } from "./buildServiceOptions.ts";
import { followEvents } from "./followEvents.ts";
import { KeptBuilds } from "./keptBuilds.ts";
import { endLeftovers } from "./leftoverBuilds.ts";
import { LiveBuilds } from "./liveBuilds.ts";
import { LogLimit } from "./logLimit.ts";
import { OpenBuild, queuedBuild, summaryOf } from "./openBuild.ts";
import { Pauses } from "./pauses.ts";
import type { BuilderPool } from "./pool/builderPool.ts";
import { Dispatcher } from "./pool/dispatcher.ts";
import type { Member } from "./pool/member.ts";
import type { Choice, Ticket } from "./pool/placement.ts";
import { agesOf, placeNews } from "./queuePlaces.ts";
import { type BuildInputs, RecentInputs } from "./recentInputs.ts";
import { queueFull, shuttingDown } from "./refusedBuilds.ts";
import { type Ending, endedBy, type Left, RunningBuild } from "./runningBuild.ts";
import { StartGuess } from "./startGuess.ts";
import { TrialImages } from "./trialImages.ts";

interface Job {
  readonly workspace: string;
  readonly request: BuildRequest;
  readonly ticket: Ticket;
  readonly limit: LogLimit;
  readonly open: OpenBuild;
  /** Resolves when the live build is over whose place it takes. */
  readonly after?: Promise<void> | undefined;
  running?: RunningBuild;
  /** The name of the builder that has it, or had it last. */
  builder?: string;
  /** Resolves when its builder is through with it. */
  done?: Promise<void>;
}

/** Accepts builds, queues them, hands them to a builder, and stores their events. */
export class BuildService {
  readonly #options: BuildServiceOptions;
  readonly #now: () => number;
  readonly #queue: Dispatcher<Job>;
  /** Unfinished builds, by ID. */
  readonly #open = new Map<string, Job>();
  readonly #running = new Set<Promise<void>>();
  readonly #changes = new Notifier();
  readonly #inputs = new RecentInputs();
  readonly #guess = new StartGuess();
  readonly #live = new LiveBuilds();
  readonly #trials = new TrialImages((owner, image) => this.#dropImage(owner, image));
  readonly listeners = new BuildListeners();
  readonly kept: KeptBuilds;
  readonly #pauses = new Pauses();
  #stopped = false;

  constructor(options: BuildServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#queue = new Dispatcher<Job>({
      builders: options.builders,
      standard: options.standardBuilder,
      running: options.queue.running,
      ...(options.patience !== undefined && { patience: options.patience }),
      now: this.#now,
      onReady: () => this.#fill(),
      onVain: (job, problem) => this.#record(job, { type: "finished", state: "failed", at: this.#now(), problem }),
    });
    this.kept = new KeptBuilds(options.log, (id) => this.#open.get(id));
    options.log.onWriteError((error) => {
      options.onFailure(error);
      this.#endForFullDisk();
    });
    endLeftovers(options.log, options.queue, this.#now);
  }

  /**
   * Queues a build; returns its ID. A live one takes the place of the last one of its workspace; if that is of the same
   * request, it is the one. Throws `build/queue-full` and `builder/unavailable`.
   */
  start(workspace: string, request: BuildRequest): string {
    const { log, queue } = this.#options;
    if (this.#stopped) throw shuttingDown();
    const last = request.live === undefined ? undefined : this.#live.last(workspace, request);
    if (last?.isSame === true) return last.id;
    const ticket = this.#queue.pool.ticket(workspace, request);
    if (this.#queue.size >= queue.waiting && !this.#queue.pool.hasRoom(ticket)) throw queueFull(this.#queue.size);
    const build = queuedBuild(randomUUID(), this.#now(), request);
    const limit = new LogLimit(this.#options.logBytes);
    const after = last && this.#endLive(last.id);
    this.#trials.starting(workspace, request);
    const job: Job = { workspace, request, ticket, limit, open: new OpenBuild(build), after };
    log.create(workspace, build);
    this.#open.set(build.id, job);
    this.#inputs.remember(build.id, request);
    if (request.live !== undefined) this.#live.started(workspace, request, build.id);
    this.#queue.add(job);
    this.#tellState(job);
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
    this.#trials.end(id);
  }

  /** The images that no list has, of live builds and trials. */
  hiddenImages(workspace: string): readonly Digest[] {
    return [...this.kept.liveImages(workspace), ...this.#trials.of(workspace)];
  }

  #dropImage(owner: string, image: Digest): void {
    if (!this.hiddenImages(owner).includes(image)) this.#options.dropImage?.(owner, image);
  }

  /** Cancels all builds of a workspace, and waits for their ends. */
  async cancelAll(workspace: string): Promise<void> {
    const jobs = [...this.#open.values()].filter((job) => job.workspace === workspace);
    for (const job of jobs) this.#end(job, "canceled");
    await Promise.all(jobs.map(({ done }) => done));
  }

  /** Removes all builds of a workspace. */
  async forget(workspace: string): Promise<void> {
    await this.cancelAll(workspace);
    this.#options.log.prune(workspace, 0);
    this.#live.forget(workspace);
  }

  /** The events of a build after event number `after`, past and future, until `finished` or `signal`. */
  async *events(workspace: string, id: string, after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent, void> {
    this.kept.require(workspace, id);
    const isOpen = () => this.#open.get(id)?.open.hasEnded === false;
    const more = () => this.#changes.next(id, signal);
    yield* followEvents(this.#options.log, { id, isOpen, more }, after, signal);
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
    for (const job of [...this.#open.values()]) this.#end(job, "server-stopped");
    await Promise.all(this.#running);
    await this.#queue.close();
  }

  /** The log can't be written, so running builds can't be stored. */
  #endForFullDisk(): void {
    for (const job of this.#open.values()) job.running?.end("store-full");
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
    const ages = agesOf(this.#open.values(), this.#now());
    for (const [job, event] of placeNews(this.#queue.order(), ages, this.#guess)) this.#record(job, event);
  }

  async #run(job: Job, { member, assignment }: Choice): Promise<void> {
    const { id } = job.open;
    job.open.begin(this.#now());
    if (this.#queue.pool.isChoice) this.#record(job, { type: "assigned", ...assignment });
    this.#tellState(job);
    const running = new RunningBuild({
      builder: member.builder,
      job: { id, workspace: job.workspace, request: job.request },
      seconds: this.#options.queue.seconds,
      emit: (event) => this.#record(job, event),
      onFailure: this.#options.onFailure,
      now: this.#now,
    });
    job.running = running;
    job.builder = member.id;
    const left = await (job.after === undefined ? running.run() : job.after.then(() => running.run()));
    this.#leave(job, member, left);
  }

  /** A build that was lost, though no step of it failed, begins anew at another builder, once. */
  #leave(job: Job, member: Member, { event, isLost }: Left): void {
    member.release();
    if (isLost) member.failed();
    else member.succeeded();
    const isOver = !isLost || this.#stopped || job.open.build.steps.some(({ state }) => state === "failed");
    if (isOver || !this.#queue.pool.mayRetry(job.ticket, member)) this.#record(job, event);
    else {
      delete job.running;
      job.ticket.lost = member;
      this.#queue.addAgain(job);
    }
  }

  #end(job: Job, ending: Ending): void {
    if (job.running !== undefined) job.running.end(ending);
    else if (this.#queue.remove(job)) {
      this.#record(job, endedBy(ending, this.#now(), this.#options.queue.seconds));
      this.#tellQueued();
    }
  }

  #record(job: Job, event: BuildEvent): void {
    const { log } = this.#options;
    const { id } = job.open;
    for (const kept of job.limit.take(event, this.#now())) log.append(id, kept);
    job.open.apply(event);
    if (event.type === "finished") {
      if (event.state !== "canceled" && job.open.startedAt !== undefined)
        this.#guess.took(this.#now() - job.open.startedAt);
      this.#close(job);
      this.#tellState(job);
    }
    this.#changes.notify(id);
  }

  #tellState({ workspace, request, open }: Job): void {
    if (request.trial !== true) this.listeners.tellState(workspace, () => summaryOf(open.build));
  }

  /** If the end can't be stored, the build stays open in this server, and the next server closes it. */
  #close(job: Job): void {
    const { log, queue, onFailure } = this.#options;
    try {
      log.finish(job.open.build);
      if (job.request.live !== undefined) this.#closeLive(job);
      this.#trials.finished(job.workspace, job.open.build, job.running?.isCanceled !== true);
      log.prune(job.workspace, queue.keep);
      this.#open.delete(job.open.id);
      const { workspace: owner, request, builder } = job;
      this.listeners.tellFinished({ owner, workspace: request.workspace, builder, build: summaryOf(job.open.build) });
    } catch (error) {
      onFailure(error);
    }
  }

  #closeLive({ workspace: owner, request, open }: Job): void {
    if (open.build.state !== "done") this.#live.failed(owner, request, open.id);
    for (const image of this.#options.log.dropLive(owner, request.workspace)) this.#dropImage(owner, image);
  }
}
