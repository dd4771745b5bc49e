import { create } from "zustand";
import type { ConsoleMessage } from "#contract/console.ts";
import { CONSOLE, showTerminal } from "./terminals.ts";

/** A command that the page lets the console run for somebody who did not type it. */
interface ConsoleRun {
  readonly id: string;
  readonly text: string;
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
const listeners = new Set<() => void>();

/** Shows the console and runs a text in it, after what runs there now; returns its ID. */
export function executeInConsole(text: string, interrupts: boolean, takesFocus: boolean): string {
  const id = crypto.randomUUID();
  wanted.push({ id, text, interrupts });
  setRun(id, { phase: "waiting" });
  showTerminal(CONSOLE, takesFocus);
  for (const listener of listeners) listener();
  return id;
}

/** What is to be run and was not sent yet; each once. */
export function takeRuns(): readonly ConsoleRun[] {
  const taken = wanted;
  wanted = [];
  return taken;
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

/** Another console took the place of the one that was to run them. */
export function loseRuns(): void {
  const unsent = new Set(wanted.map(({ id }) => id));
  useConsoleRuns.setState(({ runs }) => ({
    runs: Object.fromEntries(
      Object.entries(runs).map(([id, run]) => [id, run.phase === "done" || unsent.has(id) ? run : { phase: "lost" }]),
    ),
  }));
}

function setRun(id: string, run: RunState): void {
  useConsoleRuns.setState(({ runs }) => ({ runs: { ...runs, [id]: run } }));
}
