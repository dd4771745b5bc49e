import { problemError } from "#contract/problemError.ts";
import { ConsoleSession } from "./consoleSession.ts";
import type { ConsoleClient } from "./screen.ts";
import type { SessionOptions } from "./sessionOptions.ts";

export interface SessionLimits {
  readonly perOwner: number;
  readonly all: number;
  /** Milliseconds that a console lives on without a client. */
  readonly awayMs: number;
  /** Milliseconds after which a console ends in which nothing is typed and nothing runs. */
  readonly idleMs: number;
}

export const SESSION_LIMITS: SessionLimits = { perOwner: 16, all: 500, awayMs: 60_000, idleMs: 12 * 3_600_000 };

interface Open {
  readonly session: ConsoleSession;
  timer: NodeJS.Timeout | undefined;
  typedAt: number;
}

/** A client's connection to a console. */
export interface Connection {
  readonly session: ConsoleSession;
  /** The client is gone. */
  leave(): void;
  /** The client typed something. */
  typed(): void;
}

export interface ConnectOptions {
  readonly owner: string;
  readonly workspace: string;
  /** The session to come back to; another is opened if it is gone. */
  readonly session: string | undefined;
  /** As in {@link SessionOptions}, of a session that is opened. */
  readonly registry?: string | undefined;
}

type SharedOptions = Omit<SessionOptions, "owner" | "workspace" | "registry">;

/** The open consoles of all owners. */
export class ConsoleSessions {
  readonly #options: SharedOptions;
  readonly #limits: SessionLimits;
  readonly #open = new Map<string, Open>();
  readonly #sweep: NodeJS.Timeout;

  constructor(options: SharedOptions, limits = SESSION_LIMITS) {
    this.#options = options;
    this.#limits = limits;
    this.#sweep = setInterval(() => this.#endIdle(), Math.min(60_000, limits.idleMs)).unref();
  }

  /** The number of open consoles. */
  get size(): number {
    return this.#open.size;
  }

  /** Connects a client, which gets `ready` and what was printed last. Throws `request/too-many`. */
  connect({ owner, workspace, session: id, registry }: ConnectOptions, client: ConsoleClient): Connection {
    const known = id === undefined ? undefined : this.#open.get(id);
    const isOwn = known?.session.owner === owner && known.session.workspace === workspace;
    const open = isOwn ? known : this.#start({ owner, workspace, registry });
    const { session } = open;
    clearTimeout(open.timer);
    const before = session.screen.client;
    before?.tell({ type: "ended", reason: "replaced" });
    before?.close();
    client.tell({ type: "ready", session: session.id, resumed: isOwn, running: session.isRunning });
    session.show(client);
    if (!isOwn) session.start();
    open.typedAt = Date.now();
    return {
      session,
      leave: () => {
        if (session.screen.client !== client) return;
        session.show(undefined);
        open.timer = setTimeout(() => session.close("idle"), this.#limits.awayMs).unref();
      },
      typed: () => {
        open.typedAt = Date.now();
      },
    };
  }

  #start({ owner, workspace, registry }: Omit<ConnectOptions, "session">): Open {
    const own = [...this.#open.values()].filter(({ session }) => session.owner === owner);
    const { perOwner, all } = this.#limits;
    if (own.length >= perOwner || this.#open.size >= all) {
      // One that nobody looks at gives way.
      const away = own.find(({ session }) => session.screen.client === undefined);
      if (away === undefined) {
        throw problemError("request/too-many", `${Math.min(own.length, perOwner)} consoles are already open.`, {
          next: "Close some first.",
        });
      }
      this.#forget(away);
      away.session.close("idle");
    }
    const session = new ConsoleSession({ ...this.#options, owner, workspace, registry });
    const open: Open = { session, timer: undefined, typedAt: Date.now() };
    this.#open.set(session.id, open);
    const forget = () => this.#forget(open);
    session.ended.then(forget, (error) => {
      forget();
      session.screen.client?.close();
      this.#options.onFailure(error);
    });
    return open;
  }

  #forget(open: Open): void {
    clearTimeout(open.timer);
    this.#open.delete(open.session.id);
  }

  #endIdle(): void {
    for (const { session, typedAt } of this.#open.values()) {
      if (!session.isRunning && Date.now() - typedAt > this.#limits.idleMs) session.close("idle");
    }
  }

  /** Ends the consoles of an owner, and what runs in them. */
  async end(owner: string): Promise<void> {
    const sessions = [...this.#open.values()].map(({ session }) => session).filter((one) => one.owner === owner);
    for (const session of sessions) session.close("stopped");
    await Promise.allSettled(sessions.map(({ ended }) => ended));
  }

  /** Forgets what an owner typed. */
  async forget(owner: string): Promise<void> {
    await this.end(owner);
    this.#options.history.forget(owner);
  }

  /** Ends every console, and what runs in it. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    const sessions = [...this.#open.values()].map(({ session }) => session);
    for (const session of sessions) session.close("stopped");
    await Promise.allSettled(sessions.map(({ ended }) => ended));
    this.#options.history.close();
  }
}
