import { expect } from "vitest";
import type { LessonPlay } from "./lessonPlay.ts";
import type { LessonPlayer } from "./lessonPlayer.ts";

/** Presses all buttons of a step and answers its questions: after that, all its goals are reached. */
export async function playRight(player: LessonPlayer, { answers }: LessonPlay, step: number): Promise<void> {
  for (const button of player.buttons(step)) await player.press(button);
  for (const [index, answer] of (answers[step] ?? []).entries()) {
    expect(await player.answer(step, index + 1, [answer]), answer).toBe(true);
  }
  expect(answers[step] ?? [], `answers of step ${step}`).toHaveLength(player.questions(step).length);
  const { verdicts } = await player.check();
  expect(
    verdicts.filter(({ state }) => state !== "passed"),
    `not passed in step ${step}`,
  ).toEqual([]);
}
