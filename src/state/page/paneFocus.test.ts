import { expect, it } from "vitest";
import { paneBeside } from "./paneFocus.ts";

it("moves from pane to pane and wraps around", () => {
  expect(paneBeside("files", 1, false)).toBe("editor");
  expect(paneBeside("log", 1, false)).toBe("files");
  expect(paneBeside("files", -1, false)).toBe("log");
  expect(paneBeside(undefined, 1, false)).toBe("files");
  expect(paneBeside(undefined, -1, false)).toBe("log");
});

it("visits a lesson, if there is one, after the log", () => {
  expect(paneBeside("log", 1, true)).toBe("lesson");
  expect(paneBeside("lesson", 1, true)).toBe("files");
  expect(paneBeside(undefined, -1, true)).toBe("lesson");
});
