import { create } from "zustand";
import type { ConsoleMessage } from "#contract/console.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { CONSOLE, showTerminal } from "./terminals.ts";

/** A command that the page lets the console run for somebody who did not type it. */
interface ConsoleRun {
  readonly id: string;
  readonly text: string;
  /** The workspace in whose console it runs. */
  readonly workspace: string;
  /** What runs there now is ended first. */
  readonly interrupts: boolean;
}

/** `lost`: the console ended before the command did. */
export type RunState =
  | { readonly phase: "waiting" }
  | { readonly phase: "running" }
  | { readonly phase: "done"; readonly code: number }
  | { readonly phase: "lost" };

interface ConsoleRuns {
  readonly runs: Readonly<Record<string, RunState>>;
  /** Counts the commands that ended, typed ones too. */
  readonly ended: number;
}

export const useConsoleRuns = create<ConsoleRuns>(() => ({ runs: {}, ended: 0 }));

let wanted: ConsoleRun[] = [];
/** The workspace of each run, by its ID. */
const places = new Map<string, string>();
const listeners = new Set<() => void>();

/**
 * Shows the console and runs a text in it, after what runs there now; returns its ID. Is lost if its workspace is not the
 * one on the page anymore.
 */
export function executeInConsole(asked: Omit<ConsoleRun, "id">, takesFocus: boolean): string {
  const id = crypto.randomUUID();
  if (asked.workspace !== useOpenWorkspace.getState().id) {
    setRun(id, { phase: "lost" });
    return id;
  }
  wanted.push({ id, ...asked });
  places.set(id, asked.workspace);
  setRun(id, { phase: "waiting" });
  showTerminal(CONSOLE, takesFocus);
  for (const listener of listeners) listener();
  return id;
}

/** What is to be run in the console of a workspace and was not sent yet; each once. */
export function takeRuns(workspace: string): readonly ConsoleRun[] {
  const taken = wanted.filter((run) => run.workspace === workspace);
  wanted = wanted.filter((run) => run.workspace !== workspace);
  return taken;
}

/** Somebody left a workspace: what was not sent there yet would be a surprise when they come back. */
export function dropRuns(workspace: string): void {
  for (const { id } of takeRuns(workspace)) setRun(id, { phase: "lost" });
}

export function onRunWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What the console tells of its commands. */
export function noteRun(message: ConsoleMessage): void {
  if (message.type === "run" && message.id !== undefined) setRun(message.id, { phase: "running" });
  if (message.type !== "done") return;
  if (message.id !== undefined) setRun(message.id, { phase: "done", code: message.code });
  useConsoleRuns.setState(({ ended }) => ({ ended: ended + 1 }));
}

/** There was nothing to run: what ran was only to be interrupted. */
export function endRun(id: string): void {
  setRun(id, { phase: "done", code: 0 });
}

/** Another console of the workspace took the place of the one that was to run them. */
export function loseRuns(workspace: string): void {
  const unsent = new Set(wanted.map(({ id }) => id));
  const isLost = (id: string, { phase }: RunState) =>
    phase !== "done" && !unsent.has(id) && places.get(id) === workspace;
  useConsoleRuns.setState(({ runs }) => ({
    runs: Object.fromEntries(Object.entries(runs).map(([id, run]) => [id, isLost(id, run) ? { phase: "lost" } : run])),
  }));
}

function setRun(id: string, run: RunState): void {
  useConsoleRuns.setState(({ runs }) => ({ runs: { ...runs, [id]: run } }));
}
