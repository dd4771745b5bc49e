import { expect, it } from "vitest";
import { paneBeside } from "./paneFocus.ts";

it("moves from pane to pane and wraps around", () => {
  expect(paneBeside("files", 1)).toBe("editor");
  expect(paneBeside("log", 1)).toBe("files");
  expect(paneBeside("files", -1)).toBe("log");
  expect(paneBeside(undefined, 1)).toBe("files");
  expect(paneBeside(undefined, -1)).toBe("log");
});
