import { expect, it } from "vitest";
import { missReason } from "./missReason.ts";

const changed = [{ input: "file app/server.py", detail: "file app/server.py has changed" }];

it("names what changed, in the middle of a sentence", () => {
  expect(missReason({ reason: "app/server.py has changed.", changed })).toBe("runs because app/server.py has changed");
  expect(missReason({ reason: "The instruction has changed.", changed })).toBe(
    "runs because the instruction has changed",
  );
});

it("keeps the capitals of a file's name", () => {
  expect(missReason({ reason: "Makefile has changed.", changed })).toBe("runs because Makefile has changed");
});

it("says nothing of a step that was never built before", () => {
  expect(missReason({ reason: "This step was not built here before.", changed: [] })).toBeUndefined();
  expect(missReason(undefined)).toBeUndefined();
});
