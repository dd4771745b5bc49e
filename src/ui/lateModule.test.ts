import { expect, test } from "vitest";
import { showFirst } from "./firstScreen.ts";
import { lateModule } from "./lateModule.ts";

test("a late part is loaded once the page shows what it was opened for, also if that failed", async () => {
  const first = Promise.withResolvers<void>();
  showFirst(first.promise);
  const asked: string[] = [];
  const part = lateModule(async () => asked.push("part"));
  const loading = part.load();
  await Promise.resolve();
  expect(asked).toEqual([]);
  first.reject(new Error("no server"));
  await loading;
  expect(asked).toEqual(["part"]);
});
