import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { TerminalAnswer } from "#contract/terminal.ts";

import { followLog } from "../../api/logStream.ts";
import {
  consolePath,
  containerTerminalPath,
  openTerminal,
  type TerminalSize,
  type TerminalSocket,
} from "../../api/terminalSocket.ts";
import { hasTyped, onTyped, type Terminal, takeStart, takeTyped } from "./terminals.ts";

/** Whether a terminal is connected to its command. */
export type Connection =
  | { readonly phase: "connecting" }
  | { readonly phase: "open" }
  /** Lost, and not found again: a person may try. */
  | { readonly phase: "disconnected" }
  | { readonly phase: "ended"; readonly code?: number }
  | { readonly phase: "refused"; readonly problem: Problem };

/** By terminal ID. */
export const useConnections = create<Readonly<Record<string, Connection>>>(() => ({}));

/** Where a terminal draws. */
export interface TerminalScreen {
  size(): TerminalSize;
  /** `onDrawn` when it is on the screen. */
  write(output: Uint8Array | string, onDrawn: () => void): void;
  /** Empties it: what follows begins with what it showed before. */
  reset(): void;
}

/** A terminal's line to the server, which is opened again when it is lost. */
export interface TerminalLine {
  type(text: string): void;
  resize(size: TerminalSize): void;
  reconnect(): void;
  close(): void;
}

/** Milliseconds before each attempt to open a lost connection again. */
const PAUSES = [250, 1000, 2000, 4000];

const setPhase = (id: string, connection: Connection) => useConnections.setState({ [id]: connection });

export function connectTerminal(terminal: Terminal, screen: TerminalScreen): TerminalLine {
  return terminal.kind === "log" ? logLine(terminal, screen) : new SocketLine(terminal, screen);
}

class SocketLine implements TerminalLine {
  readonly #terminal: Exclude<Terminal, { kind: "log" }>;
  readonly #screen: TerminalScreen;
  readonly #stopTyping: () => void;
  #socket: TerminalSocket | undefined;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #hasOutput = false;
  #isOver = false;

  constructor(terminal: Exclude<Terminal, { kind: "log" }>, screen: TerminalScreen) {
    this.#terminal = terminal;
    this.#screen = screen;
    this.#stopTyping = onTyped((id) => {
      if (id === terminal.id && this.#hasOutput) this.#typeLater();
    });
    this.#open();
  }

  #open(): void {
    const { id } = this.#terminal;
    setPhase(id, { phase: "connecting" });
    this.#hasOutput = false;
    const socket = openTerminal(pathOf(this.#terminal, this.#screen.size()), {
      onOpen: () => {
        if (this.#attempt > 0) this.#screen.reset();
        this.#attempt = 0;
        setPhase(id, { phase: "open" });
        socket.send({ type: "resize", ...this.#screen.size() });
      },
      onBytes: (bytes) => {
        this.#hasOutput = true;
        this.#screen.write(bytes, () => socket.send({ type: "read", bytes: bytes.length }));
        this.#typeLater();
      },
      onAnswer: (answer) => this.#end(answer),
      onClose: () => this.#socket === socket && !this.#isOver && this.#lost(),
    });
    this.#socket = socket;
  }

  #end(answer: TerminalAnswer): void {
    this.#isOver = true;
    const { id } = this.#terminal;
    if (answer.type === "ended") setPhase(id, { phase: "ended", code: answer.code });
    else setPhase(id, { phase: "refused", problem: answer.problem });
  }

  #lost(): void {
    const pause = PAUSES[this.#attempt];
    this.#attempt += 1;
    setPhase(this.#terminal.id, { phase: pause === undefined ? "disconnected" : "connecting" });
    if (pause !== undefined) this.#retry = setTimeout(() => this.#open(), pause);
  }

  #typeLater(): void {
    if (!hasTyped(this.#terminal.id)) return;
    const text = takeTyped(this.#terminal.id);
    if (text !== undefined) this.#socket?.type(text);
  }

  type(text: string): void {
    this.#socket?.type(text);
  }

  resize(size: TerminalSize): void {
    this.#socket?.send({ type: "resize", ...size });
  }

  reconnect(): void {
    clearTimeout(this.#retry);
    this.#socket?.close();
    this.#socket = undefined;
    this.#isOver = false;
    this.#attempt = 1;
    this.#open();
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#isOver = true;
    this.#stopTyping();
    this.#socket?.close();
  }
}

function pathOf(terminal: Exclude<Terminal, { kind: "log" }>, size: TerminalSize): string {
  switch (terminal.kind) {
    case "console":
      return consolePath(size);
    case "attach":
      return containerTerminalPath({ container: terminal.container, start: takeStart(terminal.id) }, size);
    case "exec": {
      const { container, spec, id } = terminal;
      return containerTerminalPath({ container, exec: { spec, session: id } }, size);
    }
  }
}

function logLine({ id, container }: Extract<Terminal, { kind: "log" }>, screen: TerminalScreen): TerminalLine {
  let stop = new AbortController();
  const follow = () => {
    const { signal } = stop;
    setPhase(id, { phase: "open" });
    const onText = (text: string) => screen.write(text, () => {});
    void followLog(container, onText, signal).then(() => signal.aborted || setPhase(id, { phase: "ended" }));
  };
  follow();
  return {
    type: () => {},
    resize: () => {},
    reconnect: () => {
      stop.abort();
      stop = new AbortController();
      screen.reset();
      follow();
    },
    close: () => stop.abort(),
  };
}
