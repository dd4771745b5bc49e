import { expect, test } from "vitest";
import { changeText, type FileAction } from "./fileAction.ts";

const action = (target: FileAction["target"], text: string, marker?: string): FileAction => ({
  kind: "file",
  path: "Dockerfile",
  target,
  text,
  ...(marker !== undefined && { marker }),
});

test("append begins on a line of its own and ends the last one", () => {
  expect(changeText("FROM busybox", action("append", "RUN true"))).toEqual({
    ok: true,
    text: "FROM busybox\nRUN true\n",
    changed: { start: { line: 1, character: 0 }, end: { line: 1, character: 8 } },
  });
});

test("append to a file that does not exist is its first text", () => {
  expect(changeText(undefined, action("append", "FROM busybox\n"))).toMatchObject({ ok: true, text: "FROM busybox\n" });
});

test("prepend keeps what was there below it", () => {
  expect(changeText("RUN true\n", action("prepend", "FROM busybox"))).toMatchObject({
    text: "FROM busybox\nRUN true\n",
    changed: { start: { line: 0 }, end: { line: 0 } },
  });
});

test("replace leaves nothing of the old text", () => {
  const replaced = changeText("old\nold\n", action("replace", "a\nb\n"));
  expect(replaced).toMatchObject({ text: "a\nb\n", changed: { start: { line: 0 }, end: { line: 1, character: 1 } } });
});

test("insert takes the place of its marker, and the range is what is new", () => {
  expect(changeText("FROM busybox\n# TODO\nCMD sh\n", action("insert", "RUN a\nRUN b", "# TODO"))).toEqual({
    ok: true,
    text: "FROM busybox\nRUN a\nRUN b\nCMD sh\n",
    changed: { start: { line: 1, character: 0 }, end: { line: 2, character: 5 } },
  });
});

test("insert without its marker changes nothing, and says which one is missing", () => {
  expect(changeText("FROM busybox\n", action("insert", "x", "# TODO"))).toEqual({ ok: false, marker: "# TODO" });
});
