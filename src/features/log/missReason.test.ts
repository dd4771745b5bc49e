import { expect, it } from "vitest";
import type { ChangedInput } from "#contract/build.ts";
import { missReason } from "./missReason.ts";

const because = (...changed: Pick<ChangedInput, "kind" | "name">[]) =>
  missReason({ code: "changed", reason: "", changed: changed.map((each) => ({ input: "", detail: "", ...each })) });

it("names what changed, in the middle of a sentence", () => {
  expect(because({ kind: "file", name: "app/server.py" })).toBe("runs because app/server.py has changed");
  expect(because({ kind: "instruction" })).toBe("runs because the instruction has changed");
});

it("keeps the capitals of a file's name", () => {
  expect(because({ kind: "file", name: "The Makefile" })).toBe("runs because The Makefile has changed");
});

it("is undefined for a step that was never built before, and for a build of a version without codes", () => {
  expect(missReason({ code: "never-built", reason: "", changed: [] })).toBeUndefined();
  expect(missReason({ reason: "a has changed.", changed: [{ input: "file a", detail: "" }] })).toBeUndefined();
  expect(missReason(undefined)).toBeUndefined();
});

it("says that a result is gone that was there", () => {
  const of = (code: "dropped" | "not-kept" | "no-cache") => missReason({ code, reason: "", changed: [] });
  expect(of("dropped")).toBe("runs because the builder no longer had its result");
  expect(of("not-kept")).toBe("runs because its result is no longer in the cache");
  expect(of("no-cache")).toBeUndefined();
});
