import type { AssignmentCode } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Builder, BuildJob } from "#server/builders/builder.ts";
import { Prober } from "./prober.ts";

/** A builder that fails for longer than this is given up: who waits for it is told. */
const GIVEN_UP_MS = 30_000;
/** What is known of a builder is refreshed if it is older. */
const FRESH_MS = 30_000;

/** What happened at a builder since the server started. */
export interface MemberCounts {
  readonly assigned: Readonly<Record<AssignmentCode, number>>;
  /** Builds lost at it. */
  readonly lost: number;
  readonly setAside: number;
}

export interface MemberOptions {
  /** Most builds at once. */
  readonly most: number;
  readonly now: () => number;
  /** It was set aside, taken back, or is still away. */
  readonly onChange: () => void;
}

/** A builder of the pool: what it does, and whether it gets builds. */
export class Member {
  readonly builder: Builder;
  readonly most: number;
  readonly #options: MemberOptions;
  readonly #assigned = { asked: 0, standard: 0, lack: 0, warm: 0, spilled: 0, retried: 0 };
  readonly #prober: Prober | undefined;
  #running = 0;
  #lost = 0;
  #setAside = 0;
  /** When it went away, on the clock of the options. One that has to be asked is away until it answers. */
  #awaySince: number | undefined;
  #known: { readonly description: BuilderDescription; readonly at: number } | undefined;
  #isLooking = false;
  /** Fires when it is given up. */
  #giveUp: NodeJS.Timeout | undefined;

  constructor(builder: Builder, options: MemberOptions) {
    this.builder = builder;
    this.most = options.most;
    this.#options = options;
    const { probe } = builder;
    if (probe === undefined) return;
    this.#awaySince = options.now();
    this.#watchAway();
    this.#prober = new Prober(async () => this.#learn(await probe.call(builder)));
    void this.#look(() => probe.call(builder));
  }

  get id(): string {
    return this.builder.id;
  }

  get weight(): number {
    return this.builder.capacity.weight;
  }

  get running(): number {
    return this.#running;
  }

  get isAway(): boolean {
    return this.#awaySince !== undefined;
  }

  /** Away, and probed until it answers. */
  get isSetAside(): boolean {
    return this.isAway && this.#known !== undefined;
  }

  get hasRoom(): boolean {
    return !this.isAway && this.#running < this.most;
  }

  /** Whether to wait for it is in vain: it was never there, or has been away for long. */
  get isGivenUp(): boolean {
    return this.#awaySince !== undefined && this.#options.now() - this.#awaySince >= GIVEN_UP_MS;
  }

  get counts(): MemberCounts {
    return { assigned: { ...this.#assigned }, lost: this.#lost, setAside: this.#setAside };
  }

  take(code: AssignmentCode): void {
    this.#running += 1;
    this.#assigned[code] += 1;
  }

  /** A build has left it. */
  release(): void {
    this.#running -= 1;
  }

  /** It has ended a build in order: it is sound. */
  succeeded(): void {
    this.#prober?.reset();
  }

  /** A build was lost at it: it gets no more until it answers. One that can't be probed stays. */
  failed(): void {
    this.#lost += 1;
    if (this.#prober !== undefined) this.#leave(this.#options.now());
  }

  /** What is known of it, without waiting for one that has to be asked over a network. */
  async describe(): Promise<BuilderDescription> {
    const load = { running: this.#running, most: this.most };
    if (this.#prober === undefined) return { ...(await this.builder.describe()), load };
    const isFresh = this.#known !== undefined && this.#options.now() - this.#known.at < FRESH_MS;
    if (!isFresh && !this.isAway) void this.#look(() => this.builder.probe?.() ?? this.builder.describe());
    if (this.isAway) this.#prober.hurry();
    const known = this.#known?.description ?? silent(this.builder);
    return { ...known, load, ...(this.isSetAside && { setAside: true, available: false }) };
  }

  /** Whether it is there; the first answer is waited for. */
  async isAvailable(): Promise<boolean> {
    if (this.#prober !== undefined) return !this.isAway;
    return (await this.builder.describe()).available;
  }

  /** The first thing that a build needs and it lacks. One that can't tell may try. */
  async lack(job: BuildJob): Promise<Awaited<ReturnType<NonNullable<Builder["lacks"]>>>> {
    if (job.request.live !== undefined && this.builder.plan === undefined) return { code: "live" };
    return await this.builder.lacks?.(job).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#prober?.stop();
    clearTimeout(this.#giveUp);
    await this.builder.close();
  }

  async #look(ask: () => Promise<BuilderDescription>): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      this.#learn(await ask());
    } catch {
      this.#leave(Number.NEGATIVE_INFINITY);
    } finally {
      this.#isLooking = false;
    }
  }

  /** Returns whether it is there. */
  #learn(description: BuilderDescription): boolean {
    const isFirst = this.#known === undefined;
    this.#known = { description, at: this.#options.now() };
    if (description.available) this.#comeBack();
    // Nobody waits for one that was never there.
    else this.#leave(isFirst ? Number.NEGATIVE_INFINITY : this.#options.now());
    return description.available;
  }

  #leave(since: number): void {
    if (this.#awaySince === undefined) this.#setAside += 1;
    this.#awaySince = Math.min(since, this.#awaySince ?? since);
    this.#prober?.start();
    this.#watchAway();
    this.#options.onChange();
  }

  /** Tells when it is given up; a little later, because timers may be early on another clock. */
  #watchAway(): void {
    this.#giveUp ??= setTimeout(() => this.#options.onChange(), GIVEN_UP_MS + 10).unref();
  }

  #comeBack(): void {
    if (this.#awaySince === undefined) return;
    this.#awaySince = undefined;
    clearTimeout(this.#giveUp);
    this.#giveUp = undefined;
    this.#options.onChange();
  }
}

/** A builder that was asked and has not answered yet. */
function silent({ id, kind }: Builder): BuilderDescription {
  const reason = "It has not answered yet.";
  return { id, kind, available: false, reason, platforms: [], run: false, network: "none" };
}
