import type { BuildEvent } from "#contract/buildEvent.ts";
import type { Digest } from "#contract/names/digest.ts";
import { Notifier } from "#server/waiting/notifier.ts";
import { BuildListeners } from "./buildListeners.ts";
import type { LoggedEvent } from "./buildLog.ts";
import type { BuildServiceOptions } from "./buildServiceOptions.ts";
import { followEvents } from "./followEvents.ts";
import type { Job } from "./job.ts";
import { KeptBuilds } from "./keptBuilds.ts";
import { LiveBuilds } from "./liveBuilds.ts";
import { summaryOf } from "./openBuild.ts";
import { StartGuess } from "./startGuess.ts";
import { TrialImages } from "./trialImages.ts";

type OpenBuildsOptions = Pick<BuildServiceOptions, "log" | "queue" | "dropImage" | "onFailure"> & {
  readonly now: () => number;
};

/** The builds that are not over, and what is recorded of them until they are. */
export class OpenBuilds {
  readonly #options: OpenBuildsOptions;
  /** By ID. */
  readonly #jobs = new Map<string, Job>();
  readonly #changes = new Notifier();
  readonly live = new LiveBuilds();
  readonly trials = new TrialImages((owner, image) => this.#dropImage(owner, image));
  readonly guess = new StartGuess();
  readonly listeners = new BuildListeners();
  readonly kept: KeptBuilds;

  constructor(options: OpenBuildsOptions) {
    this.#options = options;
    this.kept = new KeptBuilds(options.log, (id) => this.#jobs.get(id));
  }

  add(job: Job): void {
    const { build } = job.open;
    this.#options.log.create(job.workspace, build);
    this.#jobs.set(build.id, job);
    if (job.request.live !== undefined) this.live.started(job.workspace, job.request, build.id);
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  all(): Job[] {
    return [...this.#jobs.values()];
  }

  /** The images that no list has, of live builds and trials. */
  hiddenImages(workspace: string): readonly Digest[] {
    return [...this.kept.liveImages(workspace), ...this.trials.of(workspace)];
  }

  /** The events of a build after event number `after`, past and future, until `finished` or `signal`. */
  async *events(workspace: string, id: string, after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent, void> {
    this.kept.require(workspace, id);
    const isOpen = () => this.#jobs.get(id)?.open.hasEnded === false;
    const more = () => this.#changes.next(id, signal);
    yield* followEvents(this.#options.log, { id, isOpen, more }, after, signal);
  }

  record(job: Job, event: BuildEvent): void {
    const { log, now } = this.#options;
    const { id } = job.open;
    for (const kept of job.limit.take(event, now())) log.append(id, kept);
    job.open.apply(event);
    if (event.type === "finished") {
      if (event.state !== "canceled" && job.open.startedAt !== undefined) this.guess.took(now() - job.open.startedAt);
      this.#close(job);
      this.tellState(job);
    }
    this.#changes.notify(id);
  }

  tellState({ workspace, request, open }: Job): void {
    if (request.trial !== true) this.listeners.tellState(workspace, () => summaryOf(open.build));
  }

  /** If the end can't be stored, the build stays open in this server, and the next server closes it. */
  #close(job: Job): void {
    const { log, queue, onFailure } = this.#options;
    try {
      log.finish(job.open.build);
      if (job.request.live !== undefined) this.#closeLive(job);
      this.trials.finished(job.workspace, job.open.build, job.running?.isCanceled !== true);
      log.prune(job.workspace, queue.keep);
      this.#jobs.delete(job.open.id);
      const { workspace: owner, request, builder } = job;
      this.listeners.tellFinished({ owner, workspace: request.workspace, builder, build: summaryOf(job.open.build) });
    } catch (error) {
      onFailure(error);
    }
  }

  #closeLive({ workspace: owner, request, open }: Job): void {
    if (open.build.state !== "done") this.live.failed(owner, request, open.id);
    for (const image of this.#options.log.dropLive(owner, request.workspace)) this.#dropImage(owner, image);
  }

  #dropImage(owner: string, image: Digest): void {
    if (!this.hiddenImages(owner).includes(image)) this.#options.dropImage?.(owner, image);
  }
}
