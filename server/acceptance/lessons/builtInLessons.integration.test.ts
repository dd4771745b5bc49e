import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { containerListSchema } from "#contract/container.ts";
import { lessonListSchema, type Verdict } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import structure from "#lessons/built-in/structure.json" with { type: "json" };
import { sampled } from "../sampled.ts";
import { type ServerInProcess, startInProcess } from "../serverInProcess.ts";
import { readPlay, type WrongMoves } from "./lessonPlay.ts";
import { LessonPlayer } from "./lessonPlayer.ts";
import { playRight } from "./playRight.ts";

const order = structure.items.map(({ path }) => path);
/** Mistakes are made beside the right moves: in the short form of the tests, in every third lesson. */
const withMistakes = sampled("lessons played with mistakes", order, (_, index) => index % 3 === 0);

let server: ServerInProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

let player: LessonPlayer | undefined;
/** Leaves nothing to the next lesson but images, as a person would. */
afterEach(async () => {
  player?.leave();
  const { containers } = containerListSchema.parse(
    await (await server.fetch(`${routes.containers()}?all=true`)).json(),
  );
  for (const { id } of containers) await server.fetch(`${routes.container(id)}?force=true`, { method: "DELETE" });
});

it("are in the list, in the order in which they are best taken, without mistakes", async () => {
  const { lessons } = lessonListSchema.parse(await (await server.fetch(routes.lessons())).json());
  expect(lessons.map(({ id, source, mistakes }) => ({ id, source, mistakes }))).toEqual(
    order.map((id) => ({ id, source: "built-in", mistakes: 0 })),
  );
  expect(lessons.filter(({ minutes = 60, steps }) => minutes >= 15 || steps < 3 || steps > 6)).toEqual([]);
});

describe.each(order)("the lesson %s", (id) => {
  const play = readPlay(id);

  it("is passed by who presses its buttons and answers its questions", async () => {
    player = await LessonPlayer.start(server, id);
    const { steps } = player.lesson;
    for (const step of numbersOf(steps)) {
      await player.goTo(step);
      expect(passedOf(await player.check()), `passed at the beginning of step ${step}`).toEqual([]);
      await playRight(player, play, step);
    }
    expect((await player.check()).done).toEqual([...steps.keys()]);
  });

  if (!withMistakes.includes(id)) return;

  it("is not passed by the most likely mistakes, and says what is wrong", async () => {
    player = await LessonPlayer.start(server, id);
    for (const step of numbersOf(player.lesson.steps)) {
      await player.goTo(step);
      for (const wrong of play.wrong.filter((each) => each.step === step)) {
        if ("answers" in wrong) {
          const { question, with: answer } = wrong.answers;
          expect(await player.answer(step, question, answer), wrong.mistake).toBe(false);
        } else await playWrong(player, step, wrong);
      }
      await playRight(player, play, step);
    }
  });
});

async function playWrong(player: LessonPlayer, step: number, wrong: WrongMoves): Promise<void> {
  for (const move of wrong.does) await player.make(step, move);
  const verdict = (await player.check()).verdicts.find(({ goal }) => goal === wrong.fails);
  expect(verdict?.state, `${wrong.mistake}: ${wordsOf(verdict)}`).toBe("failed");
  for (const words of wrong.says) expect(wordsOf(verdict), wrong.mistake).toContain(words);
  if (wrong.undo !== undefined) await player.run(wrong.undo);
  await player.goTo(step, true);
}

const numbersOf = (steps: readonly unknown[]): number[] => [...steps.keys()].map((index) => index + 1);

function passedOf({ verdicts }: { readonly verdicts: readonly Verdict[] }): readonly string[] {
  return verdicts.filter(({ state }) => state === "passed").map(({ goal }) => goal);
}

function wordsOf(verdict: Verdict | undefined): string {
  return [verdict?.saw, verdict?.wanted].filter((part) => part !== undefined).join(" ");
}
