import { on } from "node:events";
import { type MessagePort, parentPort, type Transferable } from "node:worker_threads";
import { ProblemError } from "#contract/problemError.ts";
import type { Asked, BodyPiece, Canceled, Said } from "./questions.ts";

/** Most pieces at a time, 64 kB each when they come from a request. */
const PIECES_ON_THEIR_WAY = 8;

/** How a long answer stays in touch with who asked. */
export interface AskerContact {
  /** Aborts if the asker cancels the question. */
  readonly signal: AbortSignal;
  /** Sends the asker news, such as progress. */
  readonly tell: (news: unknown) => void;
}

/** In a thread: answers the questions of a WorkThread. A ProblemError is passed on as its problem. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question, body: AsyncIterable<Uint8Array>, contact: AskerContact) => Answer | Promise<Answer>,
): void {
  const cancels = new Map<number, AbortController>();
  parentPort?.on("message", async (message: Asked<Question> | Canceled) => {
    if ("canceled" in message) return cancels.get(message.id)?.abort();
    const { id, question, body } = message;
    const cancel = new AbortController();
    cancels.set(id, cancel);
    const tell = (news: unknown) => say({ kind: "news", id, news });
    try {
      const given = await answer(question, piecesOf(body), { signal: cancel.signal, tell });
      say({ kind: "answer", id, answer: given }, given);
    } catch (error) {
      if (error instanceof ProblemError) return say({ kind: "problem", id, problem: error.problem });
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      say({ kind: "failure", id, message, stack });
    } finally {
      cancels.delete(id);
      body?.close();
    }
  });
  say({ kind: "ready" });
}

/** Bytes are transferred, not copied. */
function say<Answer>(said: Said<Answer>, answer?: unknown): void {
  parentPort?.postMessage(said, ownMemory(answer));
}

/** The buffers of an answer that is or contains bytes. */
function ownMemory(value: unknown, depth = 0): Transferable[] {
  if (value instanceof Uint8Array) {
    const { buffer, byteLength } = value;
    return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : [];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth === 2) return [];
  return Object.values(value).flatMap((inner) => ownMemory(inner, depth + 1));
}

/** Several pieces are requested at once: with one at a time, half of the time would be spent waiting. */
async function* piecesOf(body: MessagePort | undefined): AsyncGenerator<Uint8Array, void> {
  if (body === undefined) return;
  const given: AsyncIterable<BodyPiece[]> = on(body, "message");
  for (let asked = 0; asked < PIECES_ON_THEIR_WAY; asked++) body.postMessage("more");
  for await (const [next] of given) {
    if (next === undefined || next === "end") return;
    if (next === "broken") throw new Error("the body ended before its end");
    body.postMessage("more");
    yield next.piece;
  }
}
