import type { Terminal } from "../../state/console/terminals.ts";

export const messages = {
  console: "Console",
  notShown: "The console is not shown.",
  notShownDetail: "What a person types there is theirs alone. Their containers, and what those print, are shown.",
  terminal: (name: string) => `Terminal: ${name}`,
  name: (terminal: Terminal) => {
    switch (terminal.kind) {
      case "console":
        return "Console";
      case "attach":
        return terminal.name;
      case "exec":
        return `Shell in ${terminal.name}`;
      case "log":
        return `Log of ${terminal.name}`;
    }
  },
  running: (names: readonly string[]) =>
    `${names.length === 1 ? "Running" : `${names.length} running`}: ${names.join(", ")}`,
  isRunning: "running",
  count: (count: number) => count.toLocaleString("en-US"),

  containers: "Containers",
  backToTerminal: "Terminal",
  choose: "Choose terminal",
  close: "Close terminal",
  clear: "Clear terminal",
  screenReader: "Screen reader mode",
  screenReaderDetail: "Output is read aloud as it comes",
  more: "Terminal actions",
  reconnect: "Reconnect",
  again: { console: "New console", attach: "Start again", exec: "New shell", log: "Read again" } satisfies Record<
    Terminal["kind"],
    string
  >,

  loading: "Loading the terminal…",
  loadFailed: "The terminal could not be loaded.",
  retry: "Try again",
  connecting: "Connecting…",
  disconnected: "Disconnected.",
  replaced: "This console is open in another window.",
  ended: (code: number | undefined) => (code === undefined ? "Ended." : `Ended with code ${code}.`),
  endedLog: "The container is not running. This is the end of its log.",
} as const;
