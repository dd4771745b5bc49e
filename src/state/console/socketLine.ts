import type { TerminalSize } from "../../api/terminalSocket.ts";
import { type Connection, setConnection, type TerminalLine } from "./connections.ts";

/** What a line does with its socket, whatever it speaks. */
export interface LineSocket {
  type(text: string): void;
  resize(size: TerminalSize): void;
  close(): void;
}

export interface LineListener {
  /** It speaks. */
  readonly onOpen: () => void;
  /** The last thing it said: why it ends. */
  readonly onEnd: (connection: Connection) => void;
  readonly onClose: () => void;
}

/** Milliseconds before each attempt to open a lost connection again. */
const PAUSES = [250, 1000, 2000, 4000];

/**
 * A terminal's line over sockets that `open` opens, one after the other. `again` is true if an earlier one was lost: what
 * the terminal showed is then shown again.
 */
export class SocketLine implements TerminalLine {
  readonly #id: string;
  readonly #open: (listener: LineListener, again: boolean) => LineSocket;
  #socket: LineSocket | undefined;
  #attempt = 0;
  #isOver = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string, open: (listener: LineListener, again: boolean) => LineSocket) {
    this.#id = id;
    this.#open = open;
    this.#connect(false);
  }

  #connect(again: boolean): void {
    setConnection(this.#id, { phase: "connecting" });
    const isCurrent = () => this.#socket === socket && !this.#isOver;
    const socket: LineSocket = this.#open(
      {
        onOpen: () => {
          this.#attempt = 0;
          setConnection(this.#id, { phase: "open" });
        },
        onEnd: (connection) => {
          if (!isCurrent()) return;
          this.#isOver = true;
          setConnection(this.#id, connection);
        },
        onClose: () => isCurrent() && this.#lost(),
      },
      again,
    );
    this.#socket = socket;
  }

  #lost(): void {
    const pause = PAUSES[this.#attempt];
    this.#attempt += 1;
    setConnection(this.#id, { phase: pause === undefined ? "disconnected" : "connecting" });
    if (pause !== undefined) this.#retry = setTimeout(() => this.#connect(true), pause);
  }

  type(text: string): void {
    this.#socket?.type(text);
  }

  resize(size: TerminalSize): void {
    this.#socket?.resize(size);
  }

  reconnect(): void {
    this.close();
    this.#isOver = false;
    this.#attempt = 0;
    this.#connect(true);
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#isOver = true;
    this.#socket?.close();
  }
}
