import type { MessagePort } from "node:worker_threads";
import type { Problem } from "#contract/problem.ts";

/** A question on its way to a thread; `body` is where its stream of bytes is asked for. */
export interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
  readonly body?: MessagePort;
}

/** What a thread says: once that it is there, then one answer to each question, in any order. */
export type Said<Answer> =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer }
  /** The asker's own mistake. */
  | { readonly kind: "problem"; readonly id: number; readonly problem: Problem }
  | { readonly kind: "failure"; readonly id: number; readonly message: string; readonly stack: string | undefined };

/** Asked for `more`, the other side gives a piece of the body, its end, or that it broke. */
export type BodyPiece = { readonly piece: Uint8Array } | "end" | "broken";
