import type { LessonNode } from "#contract/lesson.ts";
import type { ScenarioAnswer } from "../../scenario.ts";
import type { QuizBlock, QuizLine } from "./lessonBlock.ts";
import type { TextContext } from "./textContext.ts";

const TYPED: Readonly<Record<string, "whole" | "start" | "pattern">> = {
  "===": "whole",
  "=^=": "start",
  "=~=": "pattern",
};

/** The question as the page shows it; what it accepts goes to the answers of the step. */
export function questionNode(quiz: QuizBlock, context: TextContext): LessonNode | undefined {
  const { source, findings } = context;
  const refuse = (message: string): undefined =>
    findings.error(source.file, source.rangeOf(quiz.start, quiz.end), message);
  if (quiz.question === "") return refuse("This question has no text. Write it between >> and <<.");
  const first = quiz.answers[0];
  if (first === undefined)
    return refuse("This question has no answers. Put (*), [*], or === in front of each line below it.");
  const typed = TYPED[first.mark];
  const id = context.questionId();
  if (id === undefined) return refuse("This text has too many questions. Split it into steps.");
  if (typed !== undefined) {
    if (quiz.answers.length > 1)
      refuse("A typed answer has one line. Remove the others, or use (*) and ( ) for choices.");
    if (first.text === "") return refuse("This answer is empty. Write it behind the mark.");
    context.answers.push({ question: id, kind: "typed", matches: typed, text: first.text });
    return { kind: "question", question: { id, question: quiz.question, several: false } };
  }
  return choices(quiz, id, context, refuse);
}

function choices(
  quiz: QuizBlock,
  id: string,
  { answers }: { answers: ScenarioAnswer[] },
  refuse: (message: string) => undefined,
): LessonNode | undefined {
  const offered = quiz.answers.map(({ text }) => text);
  const right = quiz.answers.filter(isRight).map(({ text }) => text);
  if (quiz.answers.some(({ mark }) => TYPED[mark] !== undefined)) {
    return refuse("This question mixes choices with a typed answer. Use either.");
  }
  if (offered.includes("")) return refuse("A choice has no text. Write it behind the mark.");
  if (new Set(offered).size < offered.length) return refuse("Two choices are the same. Change one.");
  if (right.length === 0) return refuse("No choice is right. Mark one with (*) or [*].");
  const several = quiz.answers.every(({ mark }) => mark.startsWith("["));
  if (!several && right.length > 1) return refuse("Several choices are right. Use [*] and [ ] for all of them.");
  answers.push({ question: id, kind: "choices", right });
  return { kind: "question", question: { id, question: quiz.question, choices: offered, several } };
}

function isRight({ mark }: QuizLine): boolean {
  return /[*x]/i.test(mark);
}
