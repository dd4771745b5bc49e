import { create } from "zustand";
import type { Container, ExecSpec } from "#contract/container.ts";
import { readStored, tabPlace, writeStored } from "../../lib/storage.ts";
import { showBottomTab } from "../page/layout.ts";
import { wantFocus } from "./terminalFocus.ts";

/** A terminal of the page. */
export type Terminal =
  | { readonly kind: "console"; readonly id: typeof CONSOLE }
  /** A container's own command. */
  | { readonly kind: "attach"; readonly id: string; readonly container: string; readonly name: string }
  /** A command beside it. */
  | {
      readonly kind: "exec";
      readonly id: string;
      readonly container: string;
      readonly name: string;
      readonly spec: ExecSpec;
    }
  /** What a container printed, to read only. */
  | { readonly kind: "log"; readonly id: string; readonly container: string; readonly name: string };

/** The terminals that are open, and what the Console tab shows. */
interface Terminals {
  readonly terminals: readonly Terminal[];
  /** ID of the terminal on the screen. */
  readonly current: string;
  /** What the Console tab shows: a terminal, or the list of containers. */
  readonly view: "terminal" | "containers";
}

export const CONSOLE = "console";

const KEY = "strata.terminals";

/** Only this page writes it, in a place that no other page reads. */
const isTerminals = (value: unknown): value is Terminals =>
  typeof value === "object" && value !== null && "terminals" in value && Array.isArray(value.terminals);

/** They come back after a reload: their commands go on meanwhile. */
export const useTerminals = create<Terminals>(
  () =>
    readStored(KEY, isTerminals, tabPlace) ?? {
      terminals: [{ kind: "console", id: CONSOLE }],
      current: CONSOLE,
      view: "terminal",
    },
);
useTerminals.subscribe((state) => writeStored(KEY, state, tabPlace));

/** Text to type once a terminal is ready for it, by its ID. */
const typedLater = new Map<string, string>();
/** Terminals whose container starts once they are connected. */
const startsContainer = new Set<string>();

/** The text that waits to be typed into a terminal; it is typed once. */
export function takeTyped(id: string): string | undefined {
  const text = typedLater.get(id);
  typedLater.delete(id);
  return text;
}

/** The next time it is connected, a terminal starts its container. */
export function startOnConnect(id: string): void {
  startsContainer.add(id);
}

/** Whether connecting a terminal is to start its container; true once. */
export function takeStart(id: string): boolean {
  return startsContainer.delete(id);
}

export function showTerminal(id: string, takesFocus = true): void {
  useTerminals.setState({ current: id, view: "terminal" });
  showBottomTab("console");
  if (takesFocus) wantFocus(id);
}

/** Gives the keyboard to the terminal on the screen, if that is what the Console tab shows. */
export function focusShownTerminal(): void {
  const { current, view } = useTerminals.getState();
  if (view === "terminal") wantFocus(current);
}

export function showContainerList(): void {
  useTerminals.setState({ view: "containers" });
  showBottomTab("console");
}

/** Types a command into the console; it runs only if it ends with a line break. */
export function runInConsole(text: string): void {
  typedLater.set(CONSOLE, text);
  showTerminal(CONSOLE);
  for (const listener of typists) listener(CONSOLE);
}

type Typist = (id: string) => void;
const typists = new Set<Typist>();

/** Calls back when there is text to type into a terminal that may be connected already. */
export function onTyped(listener: Typist): () => void {
  typists.add(listener);
  return () => void typists.delete(listener);
}

interface AttachOptions {
  /** Starts the container once its output is connected. */
  readonly start?: boolean;
  /** Typed when the command shows its first output: a prompt. */
  readonly typed?: string;
}

/** Opens the terminal of a container's own command. */
export function attachTerminal({ id: container, name }: Container, { start, typed }: AttachOptions = {}): void {
  const id = `attach:${container}`;
  if (start) startOnConnect(id);
  if (typed !== undefined) typedLater.set(id, typed);
  open({ kind: "attach", id, container, name });
}

const SHELL: ExecSpec = {
  command: ["sh", "-c", "command -v bash >/dev/null 2>&1 && exec bash || exec sh"],
  terminal: true,
  stdin: true,
};

/** Opens one more shell in a running container. */
export function openShell({ id: container, name }: Container): void {
  open({ kind: "exec", id: `exec:${crypto.randomUUID()}`, container, name, spec: SHELL });
}

export function openLog({ id: container, name }: Container): void {
  open({ kind: "log", id: `log:${container}`, container, name });
}

function open(terminal: Terminal): void {
  useTerminals.setState(({ terminals }) => ({
    terminals: [...terminals.filter(({ id }) => id !== terminal.id), terminal],
  }));
  showTerminal(terminal.id);
}

/** Takes a terminal off the page; the console stays. */
export function closeTerminal(id: string): void {
  if (id === CONSOLE) return;
  typedLater.delete(id);
  startsContainer.delete(id);
  useTerminals.setState(({ terminals, current }) => {
    const at = terminals.findIndex((one) => one.id === id);
    const rest = terminals.filter((one) => one.id !== id);
    return { terminals: rest, current: current === id ? (rest[at - 1]?.id ?? CONSOLE) : current };
  });
}
