import { problemError } from "#contract/problemError.ts";
import { WorkThread } from "#server/threads/workThread.ts";
import type { LessonAnswers, LessonQuestion } from "./lessonWork.ts";

const MODULE = new URL("./lessonThread.ts", import.meta.url);
/** Longest time to read a lesson's files and texts, in milliseconds. */
const OPENING = 20_000;
/** Longest time to judge the goals of one step: the example lessons take a few milliseconds. */
const JUDGING = 2000;
/** Milliseconds after which an idle thread ends and frees its memory: the reader of texts is large. */
const OPENING_IDLE = 30_000;
const JUDGING_IDLE = 300_000;
const WAITING = 500;

const READING: ReadonlySet<LessonQuestion["about"]> = new Set(["open", "assets", "file", "source"]);

type Answer = LessonAnswers[LessonQuestion["about"]];
type Thread = WorkThread<LessonQuestion, Answer>;

/**
 * Two threads: one reads lessons, one judges. An expression that never ends, in a lesson that somebody tries, delays other
 * judgments by at most the time limit.
 */
export class LessonThreads {
  readonly #opening: Thread;
  readonly #judging: Thread;

  /** `dir`: the data folder. */
  constructor(dir: string, { judging = JUDGING } = {}) {
    const shared = { module: MODULE, data: dir, waiting: WAITING, tooLong };
    this.#opening = new WorkThread({ ...shared, patience: OPENING, idle: OPENING_IDLE });
    this.#judging = new WorkThread({ ...shared, patience: judging, idle: JUDGING_IDLE });
  }

  /** Throws a ProblemError. */
  async ask<About extends LessonQuestion["about"]>(
    question: LessonQuestion & { readonly about: About },
  ): Promise<LessonAnswers[About]> {
    const isReading = READING.has(question.about);
    // The thread answers each kind of question with its own kind of answer.
    return (await (isReading ? this.#opening : this.#judging).ask(question)) as LessonAnswers[About];
  }

  /** Starts the thread that judges, so that the first judgment does not wait for it. */
  getReady(): void {
    const accepts = { question: "", kind: "choices", right: [] } as const;
    this.ask({ about: "answer", accepts, given: [] }).catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([this.#opening.close(), this.#judging.close()]);
  }
}

function tooLong(patience: number) {
  return problemError("request/too-large", `Working on the lesson took longer than ${patience / 1000} seconds.`);
}
