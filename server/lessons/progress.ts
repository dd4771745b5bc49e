import type { LessonProgress, Verdict } from "#contract/lesson.ts";
import type { OpenedLesson } from "#lessons/openLesson.ts";
import type { ProgressState, StoredProgress } from "./progressStore.ts";

/** The beginning of a lesson: its introduction, or its first step. The files of the first step are there at once. */
export function firstState({ lesson }: OpenedLesson, now: number): ProgressState {
  const step = lesson.intro === undefined ? 0 : -1;
  return { step, furthest: 0, begun: { 0: now }, passed: {}, verdicts: {}, answered: [] };
}

/** The verdicts on a step that was judged. Goals that held once stay passed. */
export function judged(state: ProgressState, step: number, verdicts: readonly Verdict[]): ProgressState {
  const passed = new Set(state.passed[step]);
  for (const { goal, state: found } of verdicts) if (found === "passed") passed.add(goal);
  const kept = verdicts.map((verdict) => (passed.has(verdict.goal) ? passedVerdict(verdict.goal) : verdict));
  return {
    ...state,
    passed: { ...state.passed, [step]: [...passed] },
    verdicts: { ...state.verdicts, [step]: kept },
  };
}

/** Shows a step; one that was never shown begins now. */
export function movedTo(state: ProgressState, step: number, now: number): ProgressState {
  const isNew = step >= 0 && state.begun[step] === undefined;
  return {
    ...state,
    step,
    furthest: Math.max(state.furthest, step),
    ...(isNew && { begun: { ...state.begun, [step]: now } }),
  };
}

/** Begins a step again: its goals are open, as its files are what they were. */
export function begunAgain(state: ProgressState, step: number, now: number): ProgressState {
  return {
    ...state,
    step,
    begun: { ...state.begun, [step]: now },
    passed: { ...state.passed, [step]: [] },
    verdicts: { ...state.verdicts, [step]: [] },
  };
}

/** Notes the end, once every step is done or the end is shown. */
export function ended(state: ProgressState, opened: OpenedLesson, now: number): ProgressState {
  const { length } = opened.steps;
  const isEnd = state.step >= length || stepsDone(state, opened).length === length;
  return isEnd && state.finishedAt === undefined ? { ...state, finishedAt: now } : state;
}

/** As the page gets it: a verdict for each goal of the step that is shown. */
export function shownProgress({ lesson, startedAt, state }: StoredProgress, opened: OpenedLesson): LessonProgress {
  const goals = opened.steps[state.step]?.goals ?? [];
  const verdicts = new Map((state.verdicts[state.step] ?? []).map((verdict) => [verdict.goal, verdict]));
  const passed = new Set(state.passed[state.step]);
  return {
    lesson,
    step: Math.min(state.step, opened.steps.length),
    verdicts: goals.map(({ id }) => {
      if (passed.has(id)) return passedVerdict(id);
      return verdicts.get(id) ?? { goal: id, state: "waiting" };
    }),
    done: stepsDone(state, opened),
    answered: state.answered,
    startedAt,
    ...(state.finishedAt !== undefined && { finishedAt: state.finishedAt }),
  };
}

/** A step without goals is done when the person has gone on. */
function stepsDone({ passed, furthest }: ProgressState, { steps }: OpenedLesson): number[] {
  return [...steps.entries()].flatMap(([index, { goals }]) => {
    const reached = new Set(passed[index]);
    const isDone = goals.length === 0 ? furthest > index : goals.every(({ id }) => reached.has(id));
    return isDone ? [index] : [];
  });
}

const passedVerdict = (goal: string): Verdict => ({ goal, state: "passed" });
