import { problemError } from "#contract/problemError.ts";

const MINUTE = 60_000;
/** Answers to quizzes of one workspace in a minute: enough to think, too few to try them all. */
const MOST = 20;

/** Counts answers, so that quizzes can't be solved by trying. */
export class AnswerLimit {
  readonly #given = new Map<string, number[]>();

  /** Throws `request/too-many`. */
  take(workspace: string, now = Date.now()): void {
    for (const [id, times] of this.#given) if ((times.at(-1) ?? 0) < now - MINUTE) this.#given.delete(id);
    const times = (this.#given.get(workspace) ?? []).filter((at) => at > now - MINUTE);
    if (times.length >= MOST) {
      throw problemError("request/too-many", `${MOST} answers in a minute are the most.`, { next: "Wait a minute." });
    }
    this.#given.set(workspace, [...times, now]);
  }
}
