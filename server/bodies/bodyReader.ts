import { WorkThread } from "#server/threads/workThread.ts";
import type { BodyAnswer, BodyName, BodyQuestion, BodyThreadOptions, KeptContext, SentContext } from "./bodyThread.ts";
import { WorkspaceThread } from "./workspaceThread.ts";

/** Bodies up to this size, in bytes, take the main thread a few milliseconds, whatever they contain. */
export const SMALL_BODY = 64 * 1024;
/** Most bodies in progress at a time. */
const MAX_OPEN = 500;
const IDLE = 60_000;

/** Reads large bodies, and stores contexts and workspaces, in a separate thread: 16 MB of brackets take over a second. */
export class BodyReader {
  readonly #thread: WorkThread<BodyQuestion, BodyAnswer>;
  readonly workspaces = new WorkspaceThread((question, body) => this.#thread.ask(question, body));

  constructor(options: BodyThreadOptions) {
    const module = new URL("./bodyThread.ts", import.meta.url);
    this.#thread = new WorkThread({ module, data: options, waiting: MAX_OPEN, idle: IDLE });
  }

  /** The parsed body of a route. Throws a ProblemError. */
  async read(name: BodyName, bytes: Uint8Array): Promise<unknown> {
    const answer = await this.#thread.ask({ about: "json", name }, inOne(bytes));
    if ("value" in answer) return answer.value;
    throw new TypeError("a body was to be read");
  }

  /** Stores a context, which may name content that its owner uploaded. Throws a ProblemError. */
  async keepContext(context: SentContext, body: AsyncIterable<Uint8Array>): Promise<KeptContext> {
    const answer = await this.#thread.ask({ about: "context", ...context }, body);
    if ("digest" in answer) return answer;
    throw new TypeError("a context was to be kept");
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
