export interface PresenceOptions {
  /** Called when nothing has been heard of a learner for a while. */
  readonly onAway: (member: string) => void;
  /** Milliseconds without an open page after which a learner is away: a page that is loaded again is back by then. */
  readonly closedMs: number;
  /** Milliseconds after the last message of a page that has no open stream; pages send one each minute. */
  readonly silentMs: number;
}

export const PRESENCE = { closedMs: 8000, silentMs: 150_000 };

/** Knows which learners have their page open. */
export class PresenceTimers {
  readonly #options: PresenceOptions;
  /** Open streams of each learner. */
  readonly #open = new Map<string, number>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  opened(member: string): void {
    this.#open.set(member, (this.#open.get(member) ?? 0) + 1);
    this.#stop(member);
  }

  closed(member: string): void {
    const left = (this.#open.get(member) ?? 1) - 1;
    if (left > 0) return void this.#open.set(member, left);
    this.#open.delete(member);
    this.#start(member, this.#options.closedMs);
  }

  /** A message of a page. */
  heard(member: string): void {
    if (!this.#open.has(member)) this.#start(member, this.#options.silentMs);
  }

  forget(member: string): void {
    this.#open.delete(member);
    this.#stop(member);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #start(member: string, after: number): void {
    this.#stop(member);
    const away = () => {
      this.#timers.delete(member);
      this.#options.onAway(member);
    };
    this.#timers.set(member, setTimeout(away, after).unref());
  }

  #stop(member: string): void {
    clearTimeout(this.#timers.get(member));
    this.#timers.delete(member);
  }
}
