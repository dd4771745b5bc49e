import { type ReactNode, useEffect, useState } from "react";
import { CONSOLE, showContainerList, useTerminals } from "../../state/console/terminals.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import styles from "./ConsoleView.module.css";
import { loadXterm, type Xterm } from "./loadXterm.ts";
import { messages } from "./messages.ts";
import { TerminalHost } from "./TerminalHost.tsx";
import { TerminalState } from "./TerminalState.tsx";

type Library =
  | { readonly phase: "loading" }
  | { readonly phase: "failed" }
  | { readonly phase: "ready"; readonly xterm: Xterm };

/** The terminal on the screen, or the list of containers. */
export function ConsoleView({ containers }: { containers: ReactNode }) {
  const { terminals, current, view } = useTerminals();
  const terminal = terminals.find(({ id }) => id === current) ?? { kind: "console", id: CONSOLE };
  const { isReadOnly } = useReadOnly();
  if (view === "containers") return containers;
  if (isReadOnly && terminal.kind !== "log") {
    return (
      <EmptyState title={messages.notShown} action={<Button onClick={showContainerList}>{messages.containers}</Button>}>
        {messages.notShownDetail}
      </EmptyState>
    );
  }
  return <ShownTerminal key={terminal.id} terminal={terminal} />;
}

function ShownTerminal({ terminal }: Pick<Parameters<typeof TerminalHost>[0], "terminal">) {
  const [library, setLibrary] = useState<Library>({ phase: "loading" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads it again
  useEffect(() => {
    let isShown = true;
    const put = (next: Library) => isShown && setLibrary(next);
    loadXterm().then(
      (xterm) => put({ phase: "ready", xterm }),
      () => put({ phase: "failed" }),
    );
    return () => {
      isShown = false;
    };
  }, [attempt]);
  if (library.phase === "loading") return <p className={styles.loading}>{messages.loading}</p>;
  if (library.phase === "failed") {
    return (
      <EmptyState
        title={messages.loadFailed}
        action={<Button onClick={() => setAttempt(attempt + 1)}>{messages.retry}</Button>}
      />
    );
  }
  return (
    <section className={styles.pane} aria-label={messages.name(terminal)}>
      <TerminalHost library={library.xterm} terminal={terminal} />
      <TerminalState terminal={terminal} />
    </section>
  );
}
