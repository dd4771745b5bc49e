import type { MessagePort } from "node:worker_threads";
import type { Problem } from "#contract/problem.ts";

/** A question to a thread; `body` is the port of its stream of bytes. */
export interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
  readonly body?: MessagePort;
}

/** A question that is not of interest anymore: its signal aborts. */
export interface Canceled {
  readonly id: number;
  readonly canceled: true;
}

/** Messages of a thread: ready once, then news and one answer to each question, in any order. */
export type Said<Answer> =
  | { readonly kind: "ready" }
  | { readonly kind: "news"; readonly id: number; readonly news: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer }
  /** The question was invalid. */
  | { readonly kind: "problem"; readonly id: number; readonly problem: Problem }
  | { readonly kind: "failure"; readonly id: number; readonly message: string; readonly stack: string | undefined };

/** The reply to `more`: a piece of the body, its end, or an error. */
export type BodyPiece = { readonly piece: Uint8Array } | "end" | "broken";
