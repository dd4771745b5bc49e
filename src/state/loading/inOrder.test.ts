import { expect, it } from "vitest";
import { inOrder } from "./inOrder.ts";

it("drops an answer that comes after that to a later question", async () => {
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const next = inOrder<string>();
  const answers = [next(first.promise), next(second.promise)];
  second.resolve("new");
  await answers[1];
  first.resolve("old");
  expect(await Promise.all(answers)).toEqual([undefined, "new"]);
});

it("gives each answer that comes in the order of the questions", async () => {
  const next = inOrder<number>();
  expect(await Promise.all([next(Promise.resolve(1)), next(Promise.resolve(2))])).toEqual([1, 2]);
});
