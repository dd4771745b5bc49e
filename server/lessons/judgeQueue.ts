/** Milliseconds without another change after which a workspace is judged. */
const PAUSE = 1000;

interface Waiting {
  readonly timer: NodeJS.Timeout;
}

/** Judges each workspace at most once at a time, and some time after the last of several changes. */
export class JudgeQueue {
  readonly #judge: (workspace: string) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  readonly #soon = new Map<string, Waiting>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  constructor(judge: (workspace: string) => Promise<void>, onFailure: (error: unknown) => void) {
    this.#judge = judge;
    this.#onFailure = onFailure;
  }

  /** Judges after a while; another change restarts the wait. */
  soon(workspace: string, pause = PAUSE): void {
    this.#forget(workspace);
    const timer = setTimeout(() => {
      this.#soon.delete(workspace);
      this.now(workspace).catch(this.#onFailure);
    }, pause);
    this.#soon.set(workspace, { timer: timer.unref() });
  }

  /** Judges what is there now: whoever asks while it is judged gets the next judgment, one for all. */
  now(workspace: string): Promise<void> {
    this.#forget(workspace);
    const running = this.#running.get(workspace);
    if (running === undefined) return this.#start(workspace);
    const known = this.#next.get(workspace);
    if (known !== undefined) return known;
    const next = running
      .catch(() => undefined)
      .then(() => {
        this.#next.delete(workspace);
        return this.#start(workspace);
      });
    this.#next.set(workspace, next);
    return next;
  }

  /** Ends waiting, and resolves when nothing is judged anymore. */
  async close(): Promise<void> {
    for (const { timer } of this.#soon.values()) clearTimeout(timer);
    this.#soon.clear();
    await Promise.allSettled([...this.#running.values(), ...this.#next.values()]);
  }

  #start(workspace: string): Promise<void> {
    const running = this.#judge(workspace).finally(() => this.#running.delete(workspace));
    this.#running.set(workspace, running);
    return running;
  }

  #forget(workspace: string): void {
    clearTimeout(this.#soon.get(workspace)?.timer);
    this.#soon.delete(workspace);
  }
}
