import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { ExecSession, TerminalSize } from "#server/containers/containers.ts";

/** Where the output of a terminal goes. */
export interface Screen {
  /** Resolves when the client can take more. */
  write(bytes: Uint8Array): Promise<void>;
  /** The command ended with this code. */
  end(code: number): void;
  /** Another screen took over. */
  close(): void;
}

/** Bytes of output that a screen that comes back sees again. */
const REPLAY = 64 * 1024;
/** Milliseconds that a command goes on without a screen: a page that is loaded again is back within seconds. */
const PATIENCE = 60_000;
const MOST_PER_OWNER = 32;

/** A command in a container whose terminal outlives a lost connection. It has one screen at a time. */
export class KeptTerminal {
  readonly session: ExecSession;
  readonly ended: Promise<void>;
  readonly #patience: number;
  #replay: Uint8Array[] = [];
  #screen: Screen | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #code: number | undefined;

  constructor(session: ExecSession, patience: number) {
    this.session = session;
    this.#patience = patience;
    this.ended = this.#run();
  }

  async #run(): Promise<void> {
    for await (const { bytes } of this.session.output) {
      this.#remember(bytes);
      await this.#screen?.write(bytes);
    }
    this.#code = await this.session.wait();
    clearTimeout(this.#timer);
    this.#screen?.end(this.#code);
  }

  #remember(bytes: Uint8Array): void {
    this.#replay.push(bytes);
    let length = this.#replay.reduce((sum, part) => sum + part.length, 0);
    while (length > REPLAY && this.#replay.length > 1) length -= this.#replay.shift()?.length ?? 0;
  }

  /** Shows what was printed last, then all that follows; `leave` when the screen is gone. */
  show(screen: Screen, size: TerminalSize | undefined): { readonly leave: () => void } {
    clearTimeout(this.#timer);
    this.#screen?.close();
    this.#screen = screen;
    for (const part of this.#replay) void screen.write(part);
    if (size) this.session.resize(size);
    if (this.#code !== undefined) screen.end(this.#code);
    const leave = () => {
      if (this.#screen !== screen) return;
      this.#screen = undefined;
      if (this.#code === undefined) this.#timer = setTimeout(() => this.hangUp(), this.#patience);
    };
    return { leave };
  }

  /** As when a terminal is closed. */
  hangUp(): void {
    this.session.signal("HUP");
    this.session.detach();
  }
}

/** The terminals of commands that pages started in containers, by owner and a name that the page chose. */
export class KeptTerminals {
  readonly #patience: number;
  readonly #byOwner = new Map<string, Map<string, KeptTerminal>>();

  constructor(patience = PATIENCE) {
    this.#patience = patience;
  }

  find(owner: string, name: string): KeptTerminal | undefined {
    return this.#byOwner.get(owner)?.get(name);
  }

  /** Starts a command and keeps its terminal until it ends. */
  async start(owner: string, name: string, exec: () => Promise<ExecSession>): Promise<KeptTerminal> {
    const own = this.#byOwner.get(owner) ?? new Map<string, KeptTerminal>();
    if (own.size >= MOST_PER_OWNER) {
      throw new ProblemError(
        problem("request/too-many", `${MOST_PER_OWNER} terminals are already open.`, { next: "Close some first." }),
      );
    }
    const kept = new KeptTerminal(await exec(), this.#patience);
    this.#byOwner.set(owner, own.set(name, kept));
    const forget = () => {
      if (own.get(name) === kept) own.delete(name);
      if (own.size === 0 && this.#byOwner.get(owner) === own) this.#byOwner.delete(owner);
    };
    kept.ended.then(forget, forget);
    return kept;
  }
}
