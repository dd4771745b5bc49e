import { expect, test } from "vitest";
import { executeInConsole, loseRuns, noteRun, takeRuns, useConsoleRuns } from "./consoleRuns.ts";

const phaseOf = (id: string) => useConsoleRuns.getState().runs[id]?.phase;

test("every text that is to be run is sent once, in the order in which it was asked for", () => {
  const first = executeInConsole("docker build .", false, false);
  const second = executeInConsole("ls", true, false);
  expect(takeRuns()).toEqual([
    { id: first, text: "docker build .", interrupts: false },
    { id: second, text: "ls", interrupts: true },
  ]);
  expect(takeRuns()).toEqual([]);
});

test("a run waits, runs, and is done with its exit code", () => {
  const id = executeInConsole("false", false, false);
  expect(phaseOf(id)).toBe("waiting");
  noteRun({ type: "run", command: "false", id });
  expect(phaseOf(id)).toBe("running");
  noteRun({ type: "done", code: 1, id });
  expect(useConsoleRuns.getState().runs[id]).toEqual({ phase: "done", code: 1 });
});

test("commands that somebody typed are counted, too", () => {
  const { ended } = useConsoleRuns.getState();
  noteRun({ type: "done", code: 0 });
  expect(useConsoleRuns.getState().ended).toBe(ended + 1);
});

test("a new console loses what the one before was running, and keeps what is still to be sent", () => {
  const sent = executeInConsole("sleep 100", false, false);
  takeRuns();
  const unsent = executeInConsole("ls", false, false);
  loseRuns();
  expect([phaseOf(sent), phaseOf(unsent)]).toEqual(["lost", "waiting"]);
});
