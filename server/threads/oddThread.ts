import { once } from "node:events";
import { problemError } from "#contract/problemError.ts";
import { answerQuestions } from "./answerQuestions.ts";

/** For the tests of WorkThread: a thread that obeys commands. */
export type OddQuestion = "length" | "problem" | "die" | "hang" | "wait";

answerQuestions<OddQuestion, number>(async (question, body, { signal, tell }) => {
  if (question === "problem") throw problemError("request/invalid", "It was asked for.");
  if (question === "die") process.exit(1);
  while (question === "hang");
  if (question === "wait") {
    tell("waiting");
    await once(signal, "abort");
    signal.throwIfAborted();
  }
  let length = 0;
  for await (const piece of body) length += piece.length;
  return length;
});
