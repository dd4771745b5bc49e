import { once } from "node:events";
import { type MessagePort, parentPort, type Transferable } from "node:worker_threads";
import { ProblemError } from "#contract/problemError.ts";
import type { Asked, BodyPiece, Said } from "./questions.ts";

/** In a thread: answers the questions of a WorkThread. A ProblemError is passed on as its problem. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question, body: AsyncIterable<Uint8Array>) => Answer | Promise<Answer>,
): void {
  parentPort?.on("message", async ({ id, question, body }: Asked<Question>) => {
    try {
      const given = await answer(question, piecesOf(body));
      say({ kind: "answer", id, answer: given }, given);
    } catch (error) {
      if (error instanceof ProblemError) return say({ kind: "problem", id, problem: error.problem });
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      say({ kind: "failure", id, message, stack });
    } finally {
      body?.close();
    }
  });
  say({ kind: "ready" });
}

/** Bytes are transferred, not copied. */
function say<Answer>(said: Said<Answer>, answer?: unknown): void {
  const isOwn = answer instanceof Uint8Array && answer.byteLength === answer.buffer.byteLength;
  const handed: Transferable[] = isOwn && answer.buffer instanceof ArrayBuffer ? [answer.buffer] : [];
  parentPort?.postMessage(said, handed);
}

async function* piecesOf(body: MessagePort | undefined): AsyncGenerator<Uint8Array, void> {
  if (body === undefined) return;
  for (;;) {
    const given = once(body, "message");
    body.postMessage("more");
    const [next]: BodyPiece[] = await given;
    if (next === undefined || next === "end") return;
    if (next === "broken") throw new Error("the body ended before its end");
    yield next.piece;
  }
}
