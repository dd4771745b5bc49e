import type { WorkspaceFile } from "#contract/workspace.ts";
import { lineDiff } from "../../lib/lineDiff.ts";
import { keepMine, takeTheirs, useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./ConflictBanner.module.css";

interface ConflictDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  theirs: readonly WorkspaceFile[];
  paths: readonly string[];
}

const SIGN = { same: " ", left: "+", right: "−" } as const;

export function ConflictDialog({ open, onOpenChange, theirs, paths }: ConflictDialogProps) {
  const mine = useWorkspace((state) => state.content.files);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title="Both versions"
      description={
        <span className={styles.key}>
          <span>+ only in mine</span>
          <span>− only in the other tab's</span>
        </span>
      }
      footer={
        <>
          <Button onClick={takeTheirs}>Take theirs</Button>
          <Button variant="primary" onClick={keepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      {paths.map((path) => (
        <section key={path} aria-label={path}>
          <h3>{path}</h3>
          <pre className={styles.diff}>
            {lineDiff(textAt(mine, path), textAt(theirs, path)).map(({ kind, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
              <code key={index} data-kind={kind}>
                {SIGN[kind]} {text}
              </code>
            ))}
          </pre>
        </section>
      ))}
    </Dialog>
  );
}

function textAt(files: readonly WorkspaceFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file) return "(deleted)";
  return file.kind === "text" ? (file.text ?? "") : `(${file.size} bytes that are not text)`;
}
