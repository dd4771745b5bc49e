import { randomUUID } from "node:crypto";
import type { BuildEvent, BuildRequest } from "#contract/build.ts";
import type { BuilderDescription, BuilderId } from "#contract/health.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";
import type { Builder } from "#server/builders/builder.ts";
import { Notifier } from "#server/waiting/notifier.ts";
import { BuilderChoice } from "./builderChoice.ts";
import { BuildListeners } from "./buildListeners.ts";
import type { BuildLog, LoggedEvent } from "./buildLog.ts";
import { FairQueue } from "./fairQueue.ts";
import { KeptBuilds } from "./keptBuilds.ts";
import { endLeftovers } from "./leftoverBuilds.ts";
import { LiveBuilds } from "./liveBuilds.ts";
import { LogLimit } from "./logLimit.ts";
import { OpenBuild, queuedBuild, summaryOf } from "./openBuild.ts";
import { type BuildInputs, RecentInputs } from "./recentInputs.ts";
import { queueFull, shuttingDown } from "./refusedBuilds.ts";
import { type Ending, endedBy, RunningBuild } from "./runningBuild.ts";
import { StartGuess } from "./startGuess.ts";
import { TrialImages } from "./trialImages.ts";

export interface BuildServiceOptions {
  readonly builders: readonly Builder[];
  readonly standardBuilder: BuilderId;
  readonly log: BuildLog;
  readonly queue: {
    readonly running: number;
    readonly waiting: number;
    readonly keep: number;
    readonly seconds: number;
  };
  /** Most bytes of events per build. */
  readonly logBytes: number;
  readonly onFailure: (error: unknown) => void;
  /** Called with the hidden image of a live build or a trial that nobody needs anymore. */
  readonly dropImage?: (owner: string, image: Digest) => void;
  readonly now?: () => number;
}

interface Job {
  readonly workspace: string;
  readonly request: BuildRequest;
  readonly builder: Builder;
  readonly limit: LogLimit;
  readonly open: OpenBuild;
  /** Resolves when the live build is over whose place it takes. */
  readonly after?: Promise<void> | undefined;
  running?: RunningBuild;
  /** Resolves when its builder is through with it. */
  done?: Promise<void>;
}

/** Events read per batch. */
const PAGE = 128;

/** Accepts builds, queues them, hands them to a builder, and stores their events. */
export class BuildService {
  readonly #options: BuildServiceOptions;
  readonly #builders: BuilderChoice;
  readonly #now: () => number;
  readonly #queue = new FairQueue<Job>();
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
  #stopped = false;
  /** While positive, no build is started. */
  #pauses = 0;

  constructor(options: BuildServiceOptions) {
    this.#options = options;
    this.#builders = new BuilderChoice(options.builders, options.standardBuilder);
    this.#now = options.now ?? Date.now;
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
    if (this.#queue.size >= queue.waiting && this.#running.size >= queue.running) throw queueFull(this.#queue.size);
    const build = queuedBuild(randomUUID(), this.#now(), request);
    const limit = new LogLimit(this.#options.logBytes);
    const builder = this.#builders.forBuild(request);
    const after = last && this.#endLive(last.id);
    this.#trials.starting(workspace, request);
    const job: Job = { workspace, request, builder, limit, open: new OpenBuild(build), after };
    log.create(workspace, build);
    this.#open.set(build.id, job);
    this.#inputs.remember(build.id, request);
    if (request.live !== undefined) this.#live.started(workspace, request, build.id);
    this.#queue.add(workspace, job);
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
    return this.#builders.plan(workspace, request, signal);
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
    let last = after;
    for (;;) {
      const job = this.#open.get(id);
      const open = job !== undefined && !job.open.hasEnded;
      const page = this.#options.log.read(id, last, PAGE);
      for (const event of page) {
        yield event;
        last = event.id;
      }
      if (page.length > 0) continue;
      if (!open || signal.aborted) return;
      await this.#changes.next(id, signal);
    }
  }

  /**
   * Does `work` while no build runs: waits up to `patienceMs` for running builds, and holds new ones back meanwhile.
   * Undefined, without doing the work, if they took longer.
   */
  async whilePaused<T>(patienceMs: number, work: () => Promise<T>): Promise<T | undefined> {
    this.#pauses += 1;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    try {
      await Promise.race([Promise.all(this.#running), late]);
      return this.#running.size > 0 ? undefined : await work();
    } finally {
      clearTimeout(timer);
      this.#pauses -= 1;
      this.#fill();
    }
  }

  describe(): Promise<BuilderDescription[]> {
    return this.#builders.describe();
  }

  /** Stops every build (with `build/server-stopped`) and the builders. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const job of [...this.#open.values()]) this.#end(job, "server-stopped");
    await Promise.all(this.#running);
    await this.#builders.close();
  }

  /** The log can't be written, so running builds can't be stored. */
  #endForFullDisk(): void {
    for (const job of this.#open.values()) job.running?.end("store-full");
  }

  #fill(): void {
    while (this.#pauses === 0 && this.#running.size < this.#options.queue.running) {
      const job = this.#queue.next();
      if (job === undefined) break;
      const done = this.#run(job)
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
    const order = this.#queue.order();
    const ages = [...this.#open.values()].flatMap(({ running, open }) =>
      running === undefined || open.hasEnded ? [] : [this.#now() - (open.startedAt ?? this.#now())],
    );
    const starts = this.#guess.startsIn(order.length, ages);
    for (const [ahead, job] of order.entries()) {
      const startsIn = starts?.[ahead];
      if (job.open.ahead !== ahead)
        this.#record(job, { type: "queued", ahead, ...(startsIn !== undefined && { startsIn }) });
    }
  }

  #run(job: Job): Promise<void> {
    const { id } = job.open;
    job.open.begin(this.#now());
    this.#tellState(job);
    job.running = new RunningBuild({
      builder: job.builder,
      job: { id, workspace: job.workspace, request: job.request },
      seconds: this.#options.queue.seconds,
      emit: (event) => this.#record(job, event),
      onFailure: this.#options.onFailure,
      now: this.#now,
    });
    const { running, after } = job;
    return after === undefined ? running.run() : after.then(() => running.run());
  }

  #end(job: Job, ending: Ending): void {
    if (job.running !== undefined) job.running.end(ending);
    else if (this.#queue.remove(job.workspace, job)) {
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
      this.listeners.tellFinished({ owner: job.workspace, workspace: job.request.workspace });
    } catch (error) {
      onFailure(error);
    }
  }

  #closeLive({ workspace: owner, request, open }: Job): void {
    if (open.build.state !== "done") this.#live.failed(owner, request, open.id);
    for (const image of this.#options.log.dropLive(owner, request.workspace)) this.#dropImage(owner, image);
  }
}
