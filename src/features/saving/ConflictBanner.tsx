import { useState } from "react";
import { keepMine, takeTheirs } from "../../state/workspace/conflict.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ConflictBanner.module.css";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { messages } from "./messages.ts";

/** Another tab saved the same file: nothing is overwritten until the person chooses. */
export function ConflictBanner() {
  const [comparing, setComparing] = useState(false);
  const saving = useWorkspace((state) => (state.phase === "ready" ? state.saving : undefined));
  if (saving?.kind === "refused")
    return (
      <div role="alert" className={styles.banner}>
        <Icon name="warning" className={styles.icon} />
        <p className={styles.text}>
          <strong>{messages.notSaved}</strong> {saving.problem.title}. {saving.problem.detail} {saving.problem.next}
        </p>
      </div>
    );
  if (saving?.kind !== "conflict") return null;
  const { theirs, paths } = saving;
  return (
    <div role="alert" className={styles.banner}>
      <Icon name="warning" className={styles.icon} />
      <p className={styles.text}>
        <strong>{messages.conflict(paths)}</strong> {messages.conflictDetail}
      </p>
      <Button onClick={() => setComparing(true)}>{messages.compare}</Button>
      <Button onClick={takeTheirs}>{messages.takeTheirs}</Button>
      <Button variant="primary" onClick={keepMine}>
        {messages.keepMine}
      </Button>
      <ConflictDialog open={comparing} onOpenChange={setComparing} theirs={theirs.files} paths={paths} />
    </div>
  );
}
