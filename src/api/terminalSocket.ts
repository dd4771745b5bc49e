import { type ConsoleMessage, type ConsoleRequest, consoleMessageSchema } from "#contract/console.ts";
import type { ExecSpec } from "#contract/container.ts";
import { parseJson } from "#contract/parseJson.ts";
import { routes } from "#contract/routes.ts";
import { type TerminalAnswer, type TerminalRequest, terminalAnswerSchema } from "#contract/terminal.ts";

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalListener<Message> {
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onMessage: (message: Message) => void;
  /** Once, whoever closed it; also if it never opened. */
  readonly onClose: () => void;
}

/** One connection to a terminal on the server. A lost one is not opened again here. */
export interface TerminalSocket<Request> {
  type(text: string): void;
  send(request: Request): void;
  close(): void;
}

const encoder = new TextEncoder();

interface Parser<Message> {
  safeParse(value: unknown): { readonly success: true; readonly data: Message } | { readonly success: false };
}

function openSocket<Message, Request>(
  path: string,
  query: Readonly<Record<string, string>>,
  schema: Parser<Message>,
  listener: TerminalListener<Message>,
): TerminalSocket<Request> {
  const url = new URL(`${path}?${new URLSearchParams(query)}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => listener.onOpen());
  socket.addEventListener("close", () => listener.onClose());
  socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) listener.onBytes(new Uint8Array(data));
    // An unknown message comes from a newer server: the known ones still suffice.
    const message = typeof data === "string" ? schema.safeParse(parseJson(data)) : undefined;
    if (message?.success) listener.onMessage(message.data);
  });
  const put = (data: string | Uint8Array<ArrayBuffer>) => socket.readyState === WebSocket.OPEN && socket.send(data);
  return {
    type: (text) => void put(encoder.encode(text)),
    send: (request) => void put(JSON.stringify(request)),
    close: () => socket.close(),
  };
}

interface ConsolePlace {
  readonly workspace: string;
  /** The console to come back to. */
  readonly session: string | undefined;
}

export function openConsole(
  { workspace, session }: ConsolePlace,
  { columns, rows }: TerminalSize,
  listener: TerminalListener<ConsoleMessage>,
): TerminalSocket<ConsoleRequest> {
  const query = { workspace, columns: `${columns}`, rows: `${rows}`, ...(session !== undefined && { session }) };
  return openSocket(routes.console(), query, consoleMessageSchema, listener);
}

interface ContainerTerminal {
  readonly container: string;
  /** A command beside the container's own, and the name to come back to it. */
  readonly exec?: { readonly spec: ExecSpec; readonly session: string };
  /** Starts the container once its output is connected. */
  readonly start?: boolean;
}

export function openContainerTerminal(
  { container, exec, start }: ContainerTerminal,
  { columns, rows }: TerminalSize,
  listener: TerminalListener<TerminalAnswer>,
): TerminalSocket<TerminalRequest> {
  const query = {
    columns: `${columns}`,
    rows: `${rows}`,
    paced: "true",
    ...(exec ? { exec: JSON.stringify(exec.spec), session: exec.session } : { logs: "true" }),
    ...(start && { start: "true" }),
  };
  return openSocket(routes.containerTerminal(container), query, terminalAnswerSchema, listener);
}
