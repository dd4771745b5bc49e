import { followLog } from "../../api/logStream.ts";
import { openContainerTerminal } from "../../api/terminalSocket.ts";
import { setConnection, type TerminalLine, type TerminalScreen } from "./connections.ts";
import { consoleLine } from "./consoleLine.ts";
import { SocketLine } from "./socketLine.ts";
import { type Terminal, takeStart, takeTyped } from "./terminals.ts";

/** Connects a terminal of the page with what it is for. */
export function connectTerminal(terminal: Terminal, screen: TerminalScreen): TerminalLine {
  switch (terminal.kind) {
    case "console":
      return consoleLine(screen);
    case "log":
      return logLine(terminal.id, terminal.container, screen);
    default:
      return containerLine(terminal, screen);
  }
}

type InContainer = Extract<Terminal, { kind: "attach" | "exec" }>;

function containerLine(terminal: InContainer, screen: TerminalScreen): TerminalLine {
  const { id, container } = terminal;
  const place = terminal.kind === "exec" ? { container, exec: { spec: terminal.spec, session: id } } : { container };
  return new SocketLine(id, ({ onOpen, onEnd, onClose }, again) => {
    const socket = openContainerTerminal({ ...place, start: takeStart(id) }, screen.size(), {
      onOpen: () => {
        if (again) screen.reset();
        onOpen();
      },
      onBytes: (bytes) => {
        screen.write(bytes, () => socket.send({ type: "read", bytes: bytes.length }));
        // The first output of a shell is its prompt.
        const typed = takeTyped(id);
        if (typed !== undefined) socket.type(typed);
      },
      onMessage: (answer) =>
        onEnd(
          answer.type === "ended"
            ? { phase: "ended", code: answer.code }
            : { phase: "refused", problem: answer.problem },
        ),
      onClose,
    });
    return {
      type: (text) => socket.type(text),
      resize: (size) => socket.send({ type: "resize", ...size }),
      close: () => socket.close(),
    };
  });
}

function logLine(id: string, container: string, screen: TerminalScreen): TerminalLine {
  let stop = new AbortController();
  const follow = () => {
    const { signal } = stop;
    setConnection(id, { phase: "open" });
    const onText = (text: string) => screen.write(text);
    void followLog(container, onText, signal).then(() => signal.aborted || setConnection(id, { phase: "ended" }));
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
