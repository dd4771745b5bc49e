import type { ExecSpec } from "#contract/container.ts";
import { routes } from "#contract/routes.ts";
import { type TerminalAnswer, type TerminalRequest, terminalAnswerSchema } from "#contract/terminal.ts";
import { parseJson } from "./parseJson.ts";

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalListener {
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onAnswer: (answer: TerminalAnswer) => void;
  /** Once, whoever closed it; also if it never opened. */
  readonly onClose: () => void;
}

/** One connection to a terminal on the server. */
export interface TerminalSocket {
  type(text: string): void;
  send(request: TerminalRequest): void;
  close(): void;
}

const encoder = new TextEncoder();

/** Connects to a path of the server. A lost connection is not opened again here. */
export function openTerminal(path: string, listener: TerminalListener): TerminalSocket {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => listener.onOpen());
  socket.addEventListener("close", () => listener.onClose());
  socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) listener.onBytes(new Uint8Array(data));
    const answer = typeof data === "string" ? terminalAnswerSchema.safeParse(parseJson(data)) : undefined;
    if (answer?.success) listener.onAnswer(answer.data);
  });
  const put = (data: string | Uint8Array<ArrayBuffer>) => socket.readyState === WebSocket.OPEN && socket.send(data);
  return {
    type: (text) => void put(encoder.encode(text)),
    send: (request) => void put(JSON.stringify(request)),
    close: () => socket.close(),
  };
}

/** The path of the console. */
export function consolePath({ columns, rows }: TerminalSize): string {
  return `${routes.console()}?${new URLSearchParams({ columns: `${columns}`, rows: `${rows}` })}`;
}

interface ContainerTerminal {
  readonly container: string;
  /** A command beside the container's own, and the name to come back to it. */
  readonly exec?: { readonly spec: ExecSpec; readonly session: string };
  /** Starts the container once its output is connected. */
  readonly start?: boolean;
}

/** The path of a terminal in a container. */
export function containerTerminalPath({ container, exec, start }: ContainerTerminal, size: TerminalSize): string {
  const query = new URLSearchParams({
    columns: `${size.columns}`,
    rows: `${size.rows}`,
    paced: "true",
    ...(exec ? { exec: JSON.stringify(exec.spec), session: exec.session } : { logs: "true" }),
    ...(start && { start: "true" }),
  });
  return `${routes.containerTerminal(container)}?${query}`;
}
