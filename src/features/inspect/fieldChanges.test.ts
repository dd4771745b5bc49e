import { expect, test } from "vitest";
import { digestOf } from "../../state/build/buildFixture.ts";
import { fieldChanges } from "./fieldChanges.ts";
import { placeKey } from "./inspectSections.ts";

const changes = fieldChanges(
  {
    Id: digestOf("1"),
    Config: {
      Cmd: ["cat"],
      Env: ["PATH=/app:/bin", "LANG=C", "NEW=1"],
      Labels: { "a.b": "c" },
      User: "",
      WorkingDir: "/app",
      Healthcheck: { Test: ["CMD", "true"], Interval: 2e9 },
    },
  },
  { Cmd: ["sh"], Env: ["PATH=/bin", "LANG=C"], WorkingDir: "/app", Healthcheck: { Test: ["CMD", "true"] } },
);
const changeOf = (...path: string[]) => changes.get(placeKey(["Config", ...path]));

test("what the base image has not is new, and what it has otherwise is changed", () => {
  expect(changeOf("Env", "NEW")).toEqual({ kind: "new" });
  expect(changeOf("Env", "PATH")).toEqual({ kind: "changed", before: "PATH=/bin" });
  expect(changeOf("Labels", "a.b")).toEqual({ kind: "new" });
  expect(changeOf("Cmd")).toEqual({ kind: "changed", before: '["sh"]' });
  expect(changeOf("Healthcheck")).toMatchObject({ kind: "changed" });
});

test("what is the same in both has no mark", () => {
  expect(changeOf("Env", "LANG")).toBeUndefined();
  expect(changeOf("WorkingDir")).toBeUndefined();
  expect(changeOf("User")).toBeUndefined();
});
