import { useEffect } from "react";
import { runInConsole } from "../../state/console/terminals.ts";
import { watchFigures } from "../../state/containers/containerFigures.ts";
import { useContainers } from "../../state/containers/containers.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { ContainerRow } from "./ContainerRow.tsx";
import styles from "./ContainerRows.module.css";
import { messages } from "./messages.ts";

/** Each container with its state, ports, and what can be done with it. */
export function ContainerRows() {
  const state = useContainers();
  const { isReadOnly } = useReadOnly();
  useEffect(() => watchFigures(), []);
  if (state.containers.length === 0 && state.phase !== "failed") {
    if (state.phase === "loading") return <p className={styles.none}>{messages.loading}</p>;
    if (isReadOnly) return <EmptyState title={messages.empty} />;
    return (
      <EmptyState
        title={messages.empty}
        action={
          <Button onClick={() => runInConsole(messages.emptyCommand)} title={messages.tryIt}>
            <code>{messages.emptyCommand}</code>
          </Button>
        }
      >
        {messages.emptyDetail}
      </EmptyState>
    );
  }
  return (
    <div className={styles.pane}>
      {state.phase === "failed" && <ProblemNote problem={state.problem} />}
      <ul className={styles.rows} aria-label={messages.list}>
        {state.containers.map((container) => (
          <ContainerRow key={container.id} container={container} />
        ))}
      </ul>
    </div>
  );
}
