import { neededFacts } from "#lessons/checks/judgeGoals.ts";
import { gatherSeen, type Sources } from "./gatherSeen.ts";
import { judgeStep } from "./judgeStep.ts";
import type { LessonLibrary } from "./lessonLibrary.ts";
import { judged } from "./progress.ts";
import type { ProgressState } from "./progressStore.ts";
import type { TakenProgress } from "./takenProgress.ts";

interface LessonJudgeOptions {
  readonly library: LessonLibrary;
  readonly taken: TakenProgress;
  readonly sources: Sources;
  readonly signal: AbortSignal;
}

/** Judges the open goals of the step that a workspace shows. */
export class LessonJudge {
  readonly #options: LessonJudgeOptions;

  constructor(options: LessonJudgeOptions) {
    this.#options = options;
  }

  async judge(workspace: string): Promise<void> {
    const { library, taken, sources, signal } = this.#options;
    const stored = taken.find(workspace);
    if (stored === undefined || signal.aborted) return;
    const { owner, lesson, state } = stored;
    const place = { owner, id: workspace };
    const found = await library.get(owner, lesson);
    const { step } = state;
    const passed = new Set(state.passed[step]);
    const goals = (found.steps[step]?.goals ?? []).filter(({ id }) => !passed.has(id));
    if (goals.length === 0) return;
    const work = [found.intro, ...found.steps.slice(0, step + 1)];
    const background = work.flatMap((one) => one.background?.text ?? []);
    const began = { stepBegan: state.begun[step] ?? 0, lessonBegan: stored.startedAt };
    const seen = await gatherSeen(neededFacts(goals), { place, ...began, background, signal }, sources);
    const verdicts = await judgeStep(goals, seen, sources.threads);
    await taken.change(place, found, (latest) => (isStill(state, latest) ? judged(latest, step, verdicts) : latest));
  }
}

/** Whether a step was not begun again while it was judged. */
function isStill(before: ProgressState, after: ProgressState): boolean {
  return before.begun[before.step] === after.begun[before.step];
}
