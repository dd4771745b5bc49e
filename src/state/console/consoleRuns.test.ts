import { beforeEach, expect, test } from "vitest";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { dropRuns, executeInConsole, loseRuns, noteRun, takeRuns, useConsoleRuns } from "./consoleRuns.ts";

const phaseOf = (id: string) => useConsoleRuns.getState().runs[id]?.phase;
const openWorkspace = (id: string) => useOpenWorkspace.setState({ id });
const execute = (text: string, { workspace = "first", interrupts = false } = {}) =>
  executeInConsole({ text, interrupts, workspace }, false);

beforeEach(() => {
  openWorkspace("first");
  takeRuns("first");
});

test("every text that is to be run is sent once, in the order in which it was asked for", () => {
  const first = execute("docker build .");
  const second = execute("ls", { interrupts: true });
  expect(takeRuns("first")).toEqual([
    { id: first, text: "docker build .", interrupts: false, workspace: "first" },
    { id: second, text: "ls", interrupts: true, workspace: "first" },
  ]);
  expect(takeRuns("first")).toEqual([]);
});

test("a run waits, runs, and is done with its exit code", () => {
  const id = execute("false");
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
  const sent = execute("sleep 100");
  takeRuns("first");
  const unsent = execute("ls");
  loseRuns("first");
  expect([phaseOf(sent), phaseOf(unsent)]).toEqual(["lost", "waiting"]);
});

test("a new console of one workspace loses nothing of another", () => {
  const sent = execute("sleep 100");
  takeRuns("first");
  loseRuns("second");
  expect(phaseOf(sent)).toBe("waiting");
});

test("a text never reaches the console of another workspace than the one it was asked for in", () => {
  const id = execute("rm -rf .");
  openWorkspace("second");
  expect(takeRuns("second")).toEqual([]);
  dropRuns("first");
  expect([takeRuns("first"), phaseOf(id)]).toEqual([[], "lost"]);
});

test("a text whose workspace was left before it was saved is lost", () => {
  openWorkspace("second");
  const id = execute("ls");
  expect([takeRuns("first"), takeRuns("second"), phaseOf(id)]).toEqual([[], [], "lost"]);
});
