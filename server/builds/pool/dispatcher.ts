import type { BuildRequest } from "#contract/build.ts";
import type { Problem } from "#contract/problem.ts";
import type { BuildJob } from "#server/builders/builder.ts";
import { BuilderPool, type BuilderPoolOptions } from "./builderPool.ts";
import { FairQueue } from "./fairQueue.ts";
import type { Choice, Ticket } from "./placement.ts";

/** A build that waits for a builder. */
export interface Waiting {
  readonly workspace: string;
  readonly request: BuildRequest;
  readonly ticket: Ticket;
  readonly open: { readonly id: string };
}

export interface DispatcherOptions<Job> extends Omit<BuilderPoolOptions, "onChange"> {
  /** A queued build may be ready to start. */
  readonly onReady: () => void;
  /** A queued build that no builder can do; it is not queued any more. */
  readonly onVain: (job: Job, problem: Problem) => void;
}

export interface Dispatched<Job> {
  readonly job: Job;
  readonly choice: Choice;
}

/** The queue before the pool: says which build starts next, and where. */
export class Dispatcher<Job extends Waiting> {
  readonly pool: BuilderPool;
  readonly #queue = new FairQueue<Job>();
  readonly #options: DispatcherOptions<Job>;
  #timer: NodeJS.Timeout | undefined;
  #wakesAt = Number.POSITIVE_INFINITY;

  constructor(options: DispatcherOptions<Job>) {
    this.#options = options;
    this.pool = new BuilderPool({ ...options, onChange: () => this.#changed() });
  }

  get size(): number {
    return this.#queue.size;
  }

  order(): Job[] {
    return this.#queue.order();
  }

  /** Queues a build; whoever calls it then asks for the next one. */
  add(job: Job): void {
    this.#queue.add(job.workspace, job);
    if (job.ticket.placement === undefined || this.pool.vain(job.ticket) !== undefined) void this.#place(job);
  }

  /** Queues a build that was lost, before all others. */
  addAgain(job: Job): void {
    this.#queue.addFirst(job.workspace, job);
  }

  remove(job: Job): boolean {
    return this.#queue.remove(job.workspace, job);
  }

  /**
   * Takes the next build that can start, and gives it to its builder. One that can start at its home goes before those that
   * would leave theirs: if all builders are full, all have waited for long, and each would end at whichever is free first.
   */
  next(): Dispatched<Job> | undefined {
    if (this.#queue.size === 0 || !this.pool.members.some(({ hasRoom }) => hasRoom)) return undefined;
    return this.#take(false) ?? this.#take(true);
  }

  #take(mayLeaveHome: boolean): Dispatched<Job> | undefined {
    let choice: Choice | undefined;
    const job = this.#queue.next(({ ticket }) => {
      choice = this.pool.choose(ticket, mayLeaveHome);
      if (choice === undefined && mayLeaveHome) this.#wakeFor(ticket);
      return choice !== undefined;
    });
    if (job === undefined || choice === undefined) return undefined;
    this.pool.take(job.ticket, choice);
    return { job, choice };
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.pool.close();
  }

  async #place(job: Job): Promise<void> {
    const { workspace, request, open } = job;
    const of: BuildJob = { id: open.id, workspace, request };
    const problem = await this.pool.place(job.ticket, of);
    if (problem !== undefined) this.#drop(job, problem);
    this.#options.onReady();
  }

  #drop(job: Job, problem: Problem): void {
    if (this.remove(job)) this.#options.onVain(job, problem);
  }

  #changed(): void {
    for (const job of this.#queue.order()) {
      const problem = this.pool.vain(job.ticket);
      if (problem !== undefined) this.#drop(job, problem);
    }
    this.#options.onReady();
  }

  /** A build whose home has no room looks elsewhere when its patience ends. */
  #wakeFor({ placement, queuedAt }: Ticket): void {
    const at = queuedAt + this.pool.patience;
    const now = this.#options.now();
    if ((placement?.order.length ?? 0) < 2 || at <= now || at >= this.#wakesAt) return;
    clearTimeout(this.#timer);
    this.#wakesAt = at;
    this.#timer = setTimeout(() => this.#wake(), at - now).unref();
  }

  #wake(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    this.#options.onReady();
  }
}
