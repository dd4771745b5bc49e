import { ProblemError } from "#contract/problemError.ts";
import type { Call, CallName, FromRuntime, RuntimeCalls } from "./protocol.ts";

/** What answers the calls with these names. */
export type Handlers<Names extends CallName> = {
  readonly [Name in Names]: (request: RuntimeCalls[Name]["request"]) => Promise<RuntimeCalls[Name]["answer"]>;
};

/** Answers one call, whatever becomes of it. */
export async function answerCall<Name extends CallName>(
  handlers: Handlers<Name>,
  { number, name, request }: Call<Name>,
  send: (message: FromRuntime) => void,
): Promise<void> {
  try {
    const value = await handlers[name](request);
    // The type of the answer follows from the call with this number.
    send({ type: "answer", number, answer: value as never });
  } catch (error) {
    if (error instanceof ProblemError) send({ type: "problem", number, problem: error.problem });
    else send({ type: "failed", number, message: reasonOf(error) });
  }
}

/** What is known of a failure, for a log. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.stack}` : String(error);
}
