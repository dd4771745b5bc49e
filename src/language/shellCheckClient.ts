import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import type { ShellCheckNews } from "./shellCheckWorker.ts";

/** Time limit of a script once the program is loaded, in milliseconds. */
const LIMIT_MS = 5_000;
/** Time limit for loading the program. */
const START_LIMIT_MS = 60_000;
/** How long an outdated script may delay the next one; ending it costs a restart. */
const GRACE_MS = 500;
/** Idle time before it is stopped: it holds about 50 MB, and restarts in half a second. */
const IDLE_MS = 120_000;
/** Number of verdicts to keep. */
const KEPT = 500;

interface Asked {
  readonly text: string;
  readonly settle: (verdict: ShellVerdict | undefined) => void;
  timer: ReturnType<typeof setTimeout>;
}

/** The part of a worker that is used; tests have their own. */
export interface ShellCheckPort {
  postMessage(text: string): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ShellCheckNews>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** ShellCheck in its own worker, one script at a time. */
export class ShellCheckClient {
  readonly #open: () => ShellCheckPort;
  readonly #kept = new Map<string, ShellVerdict>();
  #worker: ShellCheckPort | undefined;
  #isReady = false;
  #asked: Asked | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** Why it is unavailable: not installed, or failed to load. */
  absent: string | undefined;

  constructor(open: () => ShellCheckPort) {
    this.#open = open;
  }

  /** The verdict on a script; undefined if ShellCheck is unavailable, or another script took precedence. One at a time. */
  async ask(text: string): Promise<ShellVerdict | undefined> {
    const known = this.#kept.get(text);
    if (known !== undefined || this.absent !== undefined) return known;
    const verdict = await this.#ask(text);
    if (verdict === undefined) return undefined;
    this.#kept.set(text, verdict);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value ?? "");
    return verdict;
  }

  /** Only these scripts are needed now: any other in progress must end soon. */
  want(texts: ReadonlySet<string>): void {
    const asked = this.#asked;
    if (asked === undefined || texts.has(asked.text) || !this.#isReady) return;
    clearTimeout(asked.timer);
    asked.timer = setTimeout(() => this.#replace(undefined), GRACE_MS);
  }

  #ask(text: string): Promise<ShellVerdict | undefined> {
    clearTimeout(this.#idle);
    return new Promise((settle) => {
      const worker = this.#running();
      this.#asked = { text, settle, timer: this.#limit() };
      worker.postMessage(text);
    });
  }

  #limit(): ReturnType<typeof setTimeout> {
    if (this.#isReady) return setTimeout(() => this.#replace({ kind: "too-long" }), LIMIT_MS);
    return setTimeout(() => this.#giveUp("ShellCheck took too long to arrive."), START_LIMIT_MS);
  }

  #running(): ShellCheckPort {
    if (this.#worker !== undefined) return this.#worker;
    const worker = this.#open();
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = ({ message }) => this.#giveUp(message || "The worker could not be loaded.");
    this.#worker = worker;
    return worker;
  }

  #hear(news: ShellCheckNews): void {
    if (news.kind === "comments") this.#settle(news);
    // It is unusable now: the next script gets a new one.
    else if (news.kind === "failed") this.#replace(news);
    else if (news.kind === "absent") this.#giveUp(news.why);
    else this.#begin();
  }

  #begin(): void {
    this.#isReady = true;
    if (this.#asked === undefined) return;
    clearTimeout(this.#asked.timer);
    this.#asked.timer = this.#limit();
  }

  #settle(verdict: ShellVerdict | undefined): void {
    const asked = this.#asked;
    this.#asked = undefined;
    clearTimeout(asked?.timer);
    this.#idle = setTimeout(() => this.#replace(undefined), IDLE_MS);
    asked?.settle(verdict);
  }

  #replace(verdict: ShellVerdict | undefined): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
    this.#settle(verdict);
    clearTimeout(this.#idle);
  }

  #giveUp(why: string): void {
    this.absent = why;
    this.#replace(undefined);
  }
}
