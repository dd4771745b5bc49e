import type { TerminalLine } from "../../state/console/connections.ts";
import { connectTerminal } from "../../state/console/connectTerminal.ts";
import { type Terminal, useTerminals } from "../../state/console/terminals.ts";
import { useTerminalView } from "../../state/console/terminalView.ts";
import { holdTab, releaseTab } from "../../state/page/tabOut.ts";
import { useTheme } from "../../state/page/theme.ts";
import type { Xterm as Library } from "./loadXterm.ts";
import { messages } from "./messages.ts";
import { terminalMayHave } from "./terminalKeys.ts";
import { terminalTheme } from "./terminalTheme.ts";
import type { FitAddon, Terminal as Xterm } from "./xtermSetup.ts";

/** A terminal that lives as long as it is open, on the screen or not. */
export interface OpenTerminal {
  readonly element: HTMLElement;
  readonly terminal: Xterm;
  readonly line: TerminalLine;
  /** As large as what it is in. */
  refit(): void;
}

/** Lines that can be scrolled back to. */
const SCROLLBACK = 5000;

const open = new Map<string, OpenTerminal & { readonly close: () => void }>();

export function findOpen(id: string): OpenTerminal | undefined {
  return open.get(id);
}

/** The terminal, opened in a host if it is shown for the first time. */
export function openIn(library: Library, of: Terminal, host: HTMLElement): OpenTerminal {
  const known = open.get(of.id);
  if (known) {
    host.append(known.element);
    known.refit();
    return known;
  }
  const element = document.createElement("div");
  element.style.height = "100%";
  host.append(element);
  const created = create(library, of, element);
  open.set(of.id, created);
  return created;
}

function create(library: Library, of: Terminal, element: HTMLElement) {
  const style = getComputedStyle(document.documentElement);
  const terminal = new library.Terminal({
    fontFamily: style.getPropertyValue("--code"),
    fontSize: 13,
    lineHeight: 1.25,
    scrollback: SCROLLBACK,
    minimumContrastRatio: 4.5,
    cursorBlink: false,
    cursorInactiveStyle: of.kind === "log" ? "none" : "outline",
    disableStdin: of.kind === "log",
    convertEol: of.kind === "log",
    screenReaderMode: useTerminalView.getState().screenReader,
    theme: terminalTheme(),
  });
  const fitter = new library.FitAddon();
  terminal.loadAddon(fitter);
  terminal.open(element);
  terminal.textarea?.setAttribute("aria-label", messages.terminal(messages.name(of)));
  terminal.attachCustomKeyEventHandler((event) => terminalMayHave(terminal, event));
  const refit = () => fitIfShown(fitter, element);
  refit();
  const line = connectTerminal(of, {
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    write: (output, onDrawn) => terminal.write(output, onDrawn),
    reset: () => terminal.reset(),
  });
  const ends = [...listen(terminal, line), ...followPage(terminal)];
  const close = () => {
    for (const end of ends) end();
    line.close();
    terminal.dispose();
    element.remove();
  };
  return { element, terminal, line, refit, close };
}

function listen(terminal: Xterm, line: TerminalLine): (() => void)[] {
  const data = terminal.onData((text) => line.type(text));
  const resize = terminal.onResize(({ cols, rows }) => line.resize({ columns: cols, rows }));
  const hold = () => holdTab("terminal");
  const release = () => releaseTab("terminal");
  terminal.textarea?.addEventListener("focus", hold);
  terminal.textarea?.addEventListener("blur", release);
  return [() => data.dispose(), () => resize.dispose(), release];
}

function followPage(terminal: Xterm): (() => void)[] {
  return [
    // The tokens change with an attribute of the page, which is set by then.
    useTheme.subscribe(() => queueMicrotask(() => (terminal.options.theme = terminalTheme()))),
    useTerminalView.subscribe(({ screenReader }) => (terminal.options.screenReaderMode = screenReader)),
  ];
}

/** Off the screen it has no size. */
function fitIfShown(fitter: FitAddon, element: HTMLElement): void {
  if (element.offsetWidth > 0 && element.offsetHeight > 0) fitter.fit();
}

useTerminals.subscribe(({ terminals }) => {
  const ids = new Set(terminals.map(({ id }) => id));
  for (const [id, { close }] of open) {
    if (ids.has(id)) continue;
    open.delete(id);
    close();
  }
});
