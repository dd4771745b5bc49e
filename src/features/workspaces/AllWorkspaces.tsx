import { useEffect } from "react";
import type { WorkspaceEntry } from "#contract/workspace.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import {
  bringBack,
  goToWorkspace,
  refreshWorkspaces,
  removeWorkspace,
  useWorkspaceList,
} from "../../state/workspace/workspaceActions.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./AllWorkspaces.module.css";
import { messages } from "./messages.ts";
import { summaryOf } from "./workspaceMenuItems.ts";

/** All workspaces, and the deleted ones. */
export function AllWorkspaces({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { workspaces, deleted } = useWorkspaceList();
  const current = useOpenWorkspace((state) => state.id);
  useEffect(() => {
    if (open) void refreshWorkspaces();
  }, [open]);
  const goTo = (id: string) => {
    onClose();
    void goToWorkspace(id);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={messages.allTitle}
      description={messages.allAbout}
    >
      <ul className={styles.list} aria-label={messages.allTitle}>
        {workspaces.map((entry) => (
          <li key={entry.id} className={styles.row}>
            <button type="button" className={styles.open} onClick={() => goTo(entry.id)}>
              <Words entry={entry} note={entry.id === current ? messages.openNow : undefined} />
            </button>
            <IconButton
              label={messages.deleteOne(entry.name || messages.untitled)}
              icon="trash"
              onClick={() => void removeWorkspace(entry.id)}
            />
          </li>
        ))}
      </ul>
      {deleted.length > 0 && (
        <>
          <h3 className={styles.heading}>{messages.deletedTitle}</h3>
          <ul className={styles.list} aria-label={messages.deletedTitle}>
            {deleted.map((entry) => (
              <li key={entry.id} className={styles.row}>
                <Words entry={entry} />
                <Button
                  aria-label={messages.restoreOne(entry.name || messages.untitled)}
                  onClick={() => {
                    onClose();
                    void bringBack(entry.id);
                  }}
                >
                  {messages.restore}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function Words({ entry, note }: { entry: WorkspaceEntry; note?: string | undefined }) {
  return (
    <span className={styles.words}>
      <span className={styles.name}>
        {entry.name || messages.untitled}
        {note && <span className={styles.note}> {note}</span>}
      </span>
      <span className={styles.detail}>{summaryOf(entry)}</span>
    </span>
  );
}
