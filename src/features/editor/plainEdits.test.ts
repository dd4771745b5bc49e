import { expect, test, vi } from "vitest";
import { fieldOffset, fieldPosition, fieldText, fileText } from "./fieldText.ts";
import { notePlainEdit, textsUpTo, whenNotTyping } from "./plainEdits.ts";

test("consecutive keys are one undo step, those after a pause another", () => {
  notePlainEdit("a", "", "F", 1000);
  notePlainEdit("a", "F", "FR", 1100);
  notePlainEdit("a", "FR", "FRO", 1200);
  notePlainEdit("a", "FRO", "FROM", 9000);
  expect(textsUpTo("a", "FROM")).toEqual(["", "FRO", "FROM"]);
});

test("a change from elsewhere starts again", () => {
  notePlainEdit("b", "1", "12", 1000);
  notePlainEdit("b", "other", "other!", 1100);
  expect(textsUpTo("b", "other!")).toEqual(["other", "other!"]);
  expect(textsUpTo("b", "else")).toEqual(["else"]);
  expect(textsUpTo("never typed into", "text")).toEqual(["text"]);
});

test("the editor waits for a pause in typing, but not for long", async () => {
  vi.useFakeTimers();
  const began = Date.now();
  const key = () => notePlainEdit("c", "", "F");
  key();
  const typing = setInterval(key, 300);
  setTimeout(() => clearInterval(typing), 1000);
  const paused = whenNotTyping().then(() => Date.now() - began);
  await vi.runAllTimersAsync();
  expect(await paused).toBe(900 + 500);
  key();
  const endless = setInterval(key, 300);
  const limited = whenNotTyping().then(() => clearInterval(endless));
  const from = Date.now();
  await vi.runAllTimersAsync();
  await limited;
  expect(Date.now() - from).toBe(3000);
  vi.useRealTimers();
});

test("a text field keeps the line breaks of the file", () => {
  const file = "FROM a\r\nRUN b\r\n";
  expect(fieldText(file)).toBe("FROM a\nRUN b\n");
  expect(fileText("FROM a\nRUN bc\n", file)).toBe("FROM a\r\nRUN bc\r\n");
  expect(fileText("FROM a\nRUN bc\n", "FROM a\n")).toBe("FROM a\nRUN bc\n");
  expect(fieldPosition("FROM a\nRUN", 9)).toEqual({ line: 1, character: 2 });
  expect(fieldOffset("FROM a\nRUN", { line: 1, character: 2 })).toBe(9);
  expect(fieldOffset("FROM a\nRUN", { line: 7, character: 0 })).toBe(10);
});
