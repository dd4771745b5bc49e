import { type ChildProcess, spawn } from "node:child_process";
import type { Launch } from "./sandboxHelper.ts";
import { workerEnvironment } from "./workerEnvironment.ts";

const CLOSE_PATIENCE_MS = 2000;
/** Characters of its stderr that are kept. */
const LAST_WORDS = 4000;

/** A process of ours beside the server that starts sandboxes. It ends when the server disconnects. */
export class WorkerProcess<FromWorker> {
  /** How it ended: `SIGKILL`, `exit code 1`. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #lastWords = "";

  constructor(file: string, launch: Launch, take: (message: FromWorker) => void) {
    const how = launch(process.execPath, ["--disable-warning=ExperimentalWarning", file]);
    this.#child = spawn(how.command, how.args, {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: workerEnvironment(),
      serialization: "advanced",
    });
    this.#child.stderr?.on("data", (bytes: Buffer) => {
      this.#lastWords = (this.#lastWords + bytes.toString()).slice(-LAST_WORDS);
    });
    this.#child.on("message", take);
    this.ended = new Promise((resolve) => {
      this.#child.on("error", (error) => resolve(error.message));
      this.#child.on("exit", (code, signal) => resolve(signal ?? `exit code ${code ?? 0}`));
    });
  }

  /** The end of its stderr. */
  get lastWords(): string {
    return this.#lastWords.trim();
  }

  send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends it and its sandboxes. */
  async close(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const killer = setTimeout(() => this.kill(), CLOSE_PATIENCE_MS);
    await this.ended;
    clearTimeout(killer);
  }
}
