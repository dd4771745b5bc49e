import type { BuildRequest } from "#contract/build.ts";
import type { BuilderOutlook, Lack } from "#contract/builderChoice.ts";
import { ANY_BUILDKIT, AUTO_BUILDER, type BuilderDescription, type BuilderId } from "#contract/health.ts";
import { lackProblem } from "#contract/lackProblem.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";
import type { Problem } from "#contract/problem.ts";
import { problemError } from "#contract/problemError.ts";
import type { Builder, BuildJob } from "#server/builders/builder.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { awayProblem } from "./awayProblem.ts";
import { Member } from "./member.ts";
import { type Choice, choose, homeOf, type Placement, type Ticket, type Wish } from "./placement.ts";
import { rankFor } from "./rendezvous.ts";

export interface BuilderPoolOptions {
  readonly builders: readonly Builder[];
  /** For requests that name none: a builder, `auto`, or `buildkit`. */
  readonly standard: BuilderId;
  /** Most builds at once on this machine. */
  readonly running: number;
  readonly now: () => number;
  /** A builder came back, or went away. */
  readonly onChange: () => void;
  /** How long a build waits for its home, milliseconds. */
  readonly patience?: number;
}

/**
 * A build that finds no warm cache takes some 18 seconds longer. In bench/pool/fleet.ts, builds end soonest on average if they
 * wait for half as long: docs/scaling.md has the figures for other values.
 */
const PATIENCE_MS = 10_000;
/** Workspaces of which is known where their caches are. */
const WARM_KEYS = 20_000;

/** The builders of this server: who may get a build, who gets it, and how they are. */
export class BuilderPool {
  readonly members: readonly Member[];
  readonly patience: number;
  readonly #options: BuilderPoolOptions;
  /** Builders that have built for a workspace, by its key. */
  readonly #warm = new BoundedCache<string, ReadonlySet<string>>(WARM_KEYS);
  #home = 0;
  #elsewhere = 0;

  constructor(options: BuilderPoolOptions) {
    this.#options = options;
    this.patience = options.patience ?? PATIENCE_MS;
    this.members = options.builders.map((builder) => {
      const { builds } = builder.capacity;
      const most = builder.kind === "embedded" ? Math.min(builds, options.running) : builds;
      return new Member(builder, { most, now: options.now, onChange: options.onChange });
    });
  }

  /** What requests get that name no builder. */
  get standard(): BuilderId {
    return this.#options.standard;
  }

  /** With one builder, nothing is chosen. */
  get isChoice(): boolean {
    return this.members.length > 1;
  }

  /** Builds that could have gone to several builders: to the one that has their cache, and to another one. */
  get stickiness(): { readonly home: number; readonly elsewhere: number } {
    return { home: this.#home, elsewhere: this.#elsewhere };
  }

  /**
   * A claim for a build. Throws `builder/unavailable`, also for a live build if no builder has forecasts: it can't tell
   * what to hold back.
   */
  ticket(owner: string, request: BuildRequest): Ticket {
    const wish = this.#wish(owner, request);
    if (request.live !== undefined && wish.members.every(({ builder }) => builder.plan === undefined)) {
      throw problemError("builder/unavailable", `The builder ${nameOf(wish)} can't build live.`, {
        next: "Turn Live off, or choose another builder.",
      });
    }
    const key = `${owner} ${request.workspace ?? ""}`;
    const [only] = wish.members;
    const isPlain = only !== undefined && wish.members.length === 1 && only.builder.lacks === undefined;
    const placement: Placement | undefined = isPlain ? { order: [only], code: wish.code } : undefined;
    return { wish, key, queuedAt: this.#options.now(), ...(placement && { placement }) };
  }

  /** Finds out who can do it. Resolves to a problem if nobody can. */
  async place(ticket: Ticket, job: BuildJob): Promise<Problem | undefined> {
    const { members, code, prefersFirst, all } = ticket.wish;
    const hasOther = all.some(
      ({ builder, id }) => builder.kind === "buildkit" && !members.some((one) => one.id === id),
    );
    const [first, ...rest] = members;
    if (first !== undefined && (prefersFirst || rest.length === 0)) {
      const lack = await lackOf(first, job, rest.length > 0);
      if (lack === undefined || saysItself(first, lack, all)) ticket.placement = { order: [first], code };
      else ticket.placement = { order: await this.#best(rest, ticket.key, job), code: "lack", lack, instead: first.id };
      if (ticket.placement.order.length === 0 && lack !== undefined) return lackProblem(lack, hasOther);
      return this.vain(ticket);
    }
    const order = await this.#best(members, ticket.key, job);
    ticket.placement = { order, code };
    if (order.length > 0 || first === undefined) return this.vain(ticket);
    return lackProblem((await first.lack(job)) ?? { code: "run" }, hasOther);
  }

  /** Why waiting is in vain: all that can do it have been away for long. */
  vain({ placement }: Ticket): Problem | undefined {
    const order = placement?.order ?? [];
    if (order.length === 0 || !order.every(({ isGivenUp }) => isGivenUp)) return undefined;
    return awayProblem(order.map(({ id }) => id));
  }

  /** Whether a builder that the request allows could begin now. */
  hasRoom({ wish }: Ticket): boolean {
    return wish.members.some(({ hasRoom }) => hasRoom);
  }

  /** The builder that would take it now. `mayLeaveHome`: if it has waited for its home long enough. */
  choose(ticket: Ticket, mayLeaveHome: boolean): Choice | undefined {
    const patience = mayLeaveHome ? this.patience : Number.POSITIVE_INFINITY;
    const isWarm = (member: Member) => this.#warm.get(ticket.key)?.has(member.id) === true;
    return choose(ticket, { now: this.#options.now(), patience, isWarm });
  }

  /** Gives it to a builder, which must have room. */
  take({ key, placement }: Ticket, { member, assignment }: Choice): void {
    member.take(assignment.code);
    if ((placement?.order.length ?? 0) > 1) {
      if (member === placement?.order[0]) this.#home += 1;
      else this.#elsewhere += 1;
    }
    const known = this.#warm.get(key);
    if (known?.has(member.id) !== true) this.#warm.set(key, new Set([...(known ?? []), member.id]), 1);
  }

  /** Whether a build that was lost at a builder may start over at another one. */
  mayRetry({ placement, lost }: Ticket, at: Member): boolean {
    return lost === undefined && placement?.order.some((member) => member !== at && !member.isAway) === true;
  }

  /**
   * Forecasts a build without queuing it, at the builder that would get it: each has a cache of its own. Throws
   * `builder/unavailable` if the builder has no forecasts.
   */
  async plan(workspace: string, request: PlanRequest, signal: AbortSignal): Promise<Forecast> {
    const ticket = this.ticket(workspace, request);
    for (const { builder } of await this.#likely(ticket, { id: "plan", workspace, request })) {
      if (builder.plan !== undefined) return await builder.plan({ workspace, request }, signal);
    }
    throw problemError("builder/unavailable", `The builder ${nameOf(ticket.wish)} can't plan a build.`);
  }

  /**
   * What would get a build that began now, by the same rules, and what could build it besides, to compare. Throws
   * `builder/unavailable`.
   */
  async outlook(owner: string, request: BuildRequest): Promise<BuilderOutlook> {
    const ticket = this.ticket(owner, request);
    const job = { id: "outlook", workspace: owner, request };
    const problem = ticket.placement === undefined ? await this.place(ticket, job) : this.vain(ticket);
    const first = ticket.placement && homeOf(ticket.placement.order);
    if (problem !== undefined || first === undefined) return { ...(problem && { problem }) };
    const { order: _order, ...why } = ticket.placement ?? { code: "standard" };
    const second = await this.#second(ticket, first, job);
    return { assignment: { builder: first.id, ...why }, ...(second && { second }) };
  }

  /** A builder of the other kind that can do it too, or what the first of those lacks. */
  async #second({ wish, key }: Ticket, first: Member, job: BuildJob): Promise<BuilderOutlook["second"]> {
    const others: Member[] = [];
    for (const member of wish.all) {
      if (member.builder.kind !== first.builder.kind && (await member.isAvailable())) others.push(member);
    }
    const [able] = await this.#able(others, key, job);
    const [other] = others;
    if (able !== undefined || other === undefined) return able && { builder: able.id };
    const lack = await other.lack(job);
    return { builder: other.id, ...(lack && { lack }) };
  }

  /** Those that may get a build, its home first. */
  async #likely(ticket: Ticket, job: BuildJob): Promise<readonly Member[]> {
    const { members } = ticket.wish;
    if (members.length < 2) return members;
    if (ticket.placement === undefined) await this.place(ticket, job);
    const order = ticket.placement?.order ?? [];
    const home = homeOf(order);
    return [...(home === undefined ? [] : [home]), ...order, ...members];
  }

  /** Whether it is there for some owners only. */
  isHeldBack(id: BuilderId): boolean {
    return this.members.some((member) => member.id === id && member.builder.mayUse !== undefined);
  }

  /** Those that are there for an owner. */
  describe(owner: string): Promise<BuilderDescription[]> {
    return Promise.all(this.#of(owner).map((member) => member.describe()));
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.close()));
  }

  #of(owner: string): readonly Member[] {
    return this.members.filter(({ builder }) => builder.mayUse?.(owner) !== false);
  }

  #wish(owner: string, { builder: asked }: Pick<BuildRequest, "builder">): Wish {
    const all = this.#of(owner);
    const code = asked === undefined ? "standard" : "asked";
    const id = asked ?? this.#options.standard;
    const ofKind = (kind: Builder["kind"]) => all.filter(({ builder }) => builder.kind === kind);
    const [embedded, buildkit] = [ofKind("embedded"), ofKind("buildkit")];
    if (id === AUTO_BUILDER)
      return { members: [...embedded, ...buildkit], code, prefersFirst: embedded.length > 0, all };
    const members = id === ANY_BUILDKIT ? buildkit : all.filter((member) => member.id === id);
    if (members.length > 0) return { members, code, prefersFirst: false, all };
    const names = [...all.map((member) => member.id), AUTO_BUILDER];
    const next = `Available builders: ${names.join(", ")}.`;
    throw problemError("builder/unavailable", `Builder "${id}" is not available on this server.`, { next });
  }

  /** Those that can do it. If none of BuildKit's can, all of them: its build says best what one lacks. */
  async #best(members: readonly Member[], key: string, job: BuildJob): Promise<readonly Member[]> {
    const able = await this.#able(members, key, job);
    return able.length > 0
      ? able
      : rankFor(
          key,
          members.filter(({ builder }) => builder.kind === "buildkit"),
        );
  }

  async #able(members: readonly Member[], key: string, job: BuildJob): Promise<Member[]> {
    const lacks = await Promise.all(members.map((member) => member.lack(job)));
    return rankFor(
      key,
      members.filter((_, index) => lacks[index] === undefined),
    );
  }
}

/** One that is not there at all can't run anything; if it is the only one, it says so itself. */
async function lackOf(member: Member, job: BuildJob, hasOthers: boolean): ReturnType<Member["lack"]> {
  if (hasOthers && !(await member.isAvailable())) return { code: "run" };
  return await member.lack(job);
}

/** One of BuildKit's refuses at once, with its name. The embedded one alone says it when it comes to the RUN: the steps before work. */
function saysItself({ builder }: Member, { code }: Lack, all: readonly Member[]): boolean {
  return builder.kind === "buildkit" || (code === "run" && all.length === 1);
}

function nameOf({ members }: Wish): string {
  return members.map(({ id }) => `"${id}"`).join(" or ");
}
