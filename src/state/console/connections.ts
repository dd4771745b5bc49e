import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { TerminalSize } from "../../api/terminalSocket.ts";

/** Whether a terminal is connected to its command. */
export type Connection =
  | { readonly phase: "connecting" }
  | { readonly phase: "open" }
  /** Lost, and not found again: a person may try. */
  | { readonly phase: "disconnected" }
  | { readonly phase: "ended"; readonly code?: number }
  /** The same console is open in another window. */
  | { readonly phase: "replaced" }
  | { readonly phase: "refused"; readonly problem: Problem };

/** By terminal ID. */
export const useConnections = create<Readonly<Record<string, Connection>>>(() => ({}));

export function setConnection(id: string, connection: Connection): void {
  useConnections.setState({ [id]: connection });
}

/** Where a terminal draws. */
export interface TerminalScreen {
  size(): TerminalSize;
  /** `onDrawn` when it is on the screen. */
  write(output: Uint8Array | string, onDrawn?: () => void): void;
  /** Empties it. */
  reset(): void;
}

/** A terminal's line to the server, which is opened again when it is lost. */
export interface TerminalLine {
  type(text: string): void;
  resize(size: TerminalSize): void;
  reconnect(): void;
  close(): void;
}
