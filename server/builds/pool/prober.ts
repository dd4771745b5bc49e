/** First and longest pause between two probes, in milliseconds. */
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
/** Longest pause while people look at it, milliseconds. */
const LOOKED_AT_MS = 10_000;
/** Pauses differ by up to this share, so that many servers don't probe one builder at the same time. */
const JITTER = 0.25;

/** Asks again and again whether something answers, after growing pauses. Its timers never hold the process. */
export class Prober {
  readonly #probe: () => Promise<boolean>;
  readonly #random: () => number;
  #timer: NodeJS.Timeout | undefined;
  #isProbing = false;
  #pause = FIRST_MS;
  #dueAt = 0;
  #stopped = false;

  /** `probe` resolves to whether it answers; a rejection is a no. */
  constructor(probe: () => Promise<boolean>, random: () => number = Math.random) {
    this.#probe = probe;
    this.#random = random;
  }

  /** Probes after a pause, until there is an answer. */
  start(): void {
    if (this.#stopped || this.#isProbing || this.#timer !== undefined) return;
    const pause = this.#pause * (1 + JITTER * (2 * this.#random() - 1));
    this.#pause = Math.min(this.#pause * 2, LONGEST_MS);
    this.#wait(pause);
  }

  /** Somebody looks at it: the next probe comes soon. */
  hurry(): void {
    if (this.#timer === undefined || this.#dueAt - Date.now() <= LOOKED_AT_MS) return;
    clearTimeout(this.#timer);
    this.#wait(LOOKED_AT_MS);
  }

  /** It proved sound: the next pause is the first again. One that answers and yet fails is probed less and less. */
  reset(): void {
    this.#pause = FIRST_MS;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wait(pause: number): void {
    this.#dueAt = Date.now() + pause;
    this.#timer = setTimeout(() => void this.#ask(), pause).unref();
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    this.#isProbing = true;
    const answers = await this.#probe().catch(() => false);
    this.#isProbing = false;
    if (!answers) this.start();
  }
}
