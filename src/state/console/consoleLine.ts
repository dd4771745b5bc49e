import type { ConsoleMessage, ConsoleRequest } from "#contract/console.ts";
import { openConsole, type TerminalSocket } from "../../api/terminalSocket.ts";
import { readStored, tabPlace, writeStored } from "../../lib/storage.ts";
import { openUnlessBusy } from "../build/build.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import type { Connection, TerminalLine, TerminalScreen } from "./connections.ts";
import { dropRuns, endRun, loseRuns, noteRun, onRunWanted, takeRuns } from "./consoleRuns.ts";
import { SocketLine } from "./socketLine.ts";
import { CONSOLE, onTyped, takeTyped } from "./terminals.ts";

type Sessions = Readonly<Record<string, string>>;

const KEY = "strata.consoles";
const isSessions = (value: unknown): value is Sessions => typeof value === "object" && value !== null;

/** The console of each workspace that this tab had open, to come back to. */
const sessions = (): Sessions => readStored(KEY, isSessions, tabPlace) ?? {};

/** The console of the workspace that is open; another workspace has another one. */
export function consoleLine(screen: TerminalScreen): TerminalLine {
  let isReady = false;
  let ask: ((text: string) => void) | undefined;
  let askRuns: (() => void) | undefined;
  const run = () => {
    const text = isReady ? takeTyped(CONSOLE) : undefined;
    if (text !== undefined) ask?.(text);
  };
  const line = new SocketLine(CONSOLE, ({ onOpen, onEnd, onClose }) => {
    const workspace = useOpenWorkspace.getState().id ?? "";
    isReady = false;
    askRuns = undefined;
    const onMessage = (message: ConsoleMessage) => {
      if (message.type === "ready") {
        writeStored(KEY, { ...sessions(), [workspace]: message.session }, tabPlace);
        // What it printed last follows, or it is a new one.
        screen.reset();
        onOpen();
        socket.send({ type: "resize", ...screen.size() });
        if (!message.resumed) loseRuns(workspace);
        askRuns = () => sendRuns(socket, workspace);
        askRuns();
      }
      noteRun(message);
      if (message.type === "prompt") isReady = true;
      if (message.type === "run") isReady = false;
      if (message.type === "build") void openUnlessBusy(message.id);
      if (message.type === "ended") onEnd(endOf(message));
      run();
    };
    const socket = openConsole({ workspace, session: sessions()[workspace] }, screen.size(), {
      onOpen: () => {},
      onBytes: (bytes) => screen.write(bytes),
      onMessage,
      onClose,
    });
    ask = (text) => {
      if (text.endsWith("\n")) socket.send({ type: "execute", text });
      else socket.type(text);
    };
    return {
      type: (text) => socket.type(text),
      resize: (size) => socket.send({ type: "resize", ...size }),
      close: () => socket.close(),
    };
  });
  const ends = [
    onTyped((id) => id === CONSOLE && run()),
    onRunWanted(() => askRuns?.()),
    useOpenWorkspace.subscribe(({ id }, before) => {
      if (id === before.id) return;
      dropRuns(before.id ?? "");
      line.reconnect();
    }),
  ];
  return {
    type: (text) => line.type(text),
    resize: (size) => line.resize(size),
    reconnect: () => line.reconnect(),
    close: () => {
      for (const end of ends) end();
      line.close();
    },
  };
}

/** The server runs them one after the other, each after what runs now. */
function sendRuns(socket: TerminalSocket<ConsoleRequest>, workspace: string): void {
  for (const { id, text, interrupts } of takeRuns(workspace)) {
    if (interrupts) socket.send({ type: "interrupt" });
    if (text.trim() === "") endRun(id);
    else socket.send({ type: "execute", text, id });
  }
}

function endOf({ reason }: Extract<ConsoleMessage, { type: "ended" }>): Connection {
  if (reason === "replaced") return { phase: "replaced" };
  return reason === "stopped" ? { phase: "disconnected" } : { phase: "ended" };
}
