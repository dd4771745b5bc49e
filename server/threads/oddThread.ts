import { problemError } from "#contract/problemError.ts";
import { answerQuestions } from "./answerQuestions.ts";

/** For the tests of WorkThread: a thread that obeys commands. */
export type OddQuestion = "length" | "problem" | "die" | "hang";

answerQuestions<OddQuestion, number>(async (question, body) => {
  if (question === "problem") throw problemError("request/invalid", "It was asked for.");
  if (question === "die") process.exit(1);
  while (question === "hang");
  let length = 0;
  for await (const piece of body) length += piece.length;
  return length;
});
