import type { WorkspaceFile } from "#contract/workspace.ts";
import { keepMine, takeTheirs } from "../../state/workspace/conflict.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { DiffText } from "../../ui/DiffText.tsx";
import styles from "./ConflictBanner.module.css";
import { messages } from "./messages.ts";

interface ConflictDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  theirs: readonly WorkspaceFile[];
  paths: readonly string[];
}

export function ConflictDialog({ open, onOpenChange, theirs, paths }: ConflictDialogProps) {
  const mine = useWorkspace((state) => state.content.files);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title={messages.title}
      description={
        <span className={styles.key}>
          <span>{messages.onlyMine}</span>
          <span>{messages.onlyTheirs}</span>
        </span>
      }
      footer={
        <>
          <Button onClick={takeTheirs}>{messages.takeTheirs}</Button>
          <Button variant="primary" onClick={keepMine}>
            {messages.keepMine}
          </Button>
        </>
      }
    >
      {paths.map((path) => (
        <section key={path} aria-label={path}>
          <h3>{path}</h3>
          <DiffText left={textAt(mine, path)} right={textAt(theirs, path)} />
        </section>
      ))}
    </Dialog>
  );
}

function textAt(files: readonly WorkspaceFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file) return messages.deleted;
  return file.kind === "text" ? (file.text ?? "") : messages.binary(file.size);
}
