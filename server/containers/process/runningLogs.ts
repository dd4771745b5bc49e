/** Told at most this often that a log has grown, milliseconds. */
const EVERY_MS = 25;

/** Tells the server of grown logs: only those that it follows, and not for each piece. */
export class RunningLogs {
  readonly #tell: (id: string) => void;
  readonly #followed = new Set<string>();
  readonly #due = new Set<string>();

  constructor(tell: (id: string) => void) {
    this.#tell = tell;
  }

  follow(id: string, on: boolean): void {
    if (on) this.#followed.add(id);
    else this.#followed.delete(id);
  }

  grown(id: string): void {
    if (!this.#followed.has(id) || this.#due.has(id)) return;
    this.#due.add(id);
    setTimeout(() => {
      this.#due.delete(id);
      this.#tell(id);
    }, EVERY_MS);
  }
}
