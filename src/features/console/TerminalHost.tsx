import { useEffect, useRef } from "react";
import { onFocusWanted, takeFocus } from "../../state/console/terminalFocus.ts";
import type { Terminal } from "../../state/console/terminals.ts";
import styles from "./ConsoleView.module.css";
import type { Xterm } from "./loadXterm.ts";
import { openIn } from "./openTerminals.ts";

/** Holds a terminal while it is on the screen. */
export function TerminalHost({ library, terminal }: { library: Xterm; terminal: Terminal }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const shown = openIn(library, terminal, host.current);
    const sizes = new ResizeObserver(() => shown.refit());
    sizes.observe(host.current);
    const focusIfWanted = () => {
      if (takeFocus(terminal.id)) shown.terminal.focus();
    };
    focusIfWanted();
    const end = onFocusWanted(focusIfWanted);
    return () => {
      end();
      sizes.disconnect();
      shown.element.remove();
    };
  }, [library, terminal]);
  return <div ref={host} className={styles.host} />;
}
