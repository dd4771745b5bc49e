import type { BuildSource } from "#contract/build.ts";
import { maskCredentials } from "#contract/credentials.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { restoreText } from "../../state/workspace/restoreText.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { DiffText } from "../../ui/DiffText.tsx";
import styles from "./EarlierBuildNote.module.css";
import { messages } from "./messages.ts";

interface TextDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  source: BuildSource;
  /** When it was built, in words. */
  time: string;
}

/** The text that a build was made from, compared with the one in the editor. */
export function TextDialog({ open, onOpenChange, source, time }: TextDialogProps) {
  const text = useWorkspace(({ content }) => findFile(content.files, source.dockerfile)?.text) ?? "";
  // As what was built, which has no passwords.
  const now = maskCredentials(text);
  const { isReadOnly } = useReadOnly();
  const isSame = now === source.dockerfileText;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title={messages.compareTitle(source.dockerfile, time)}
      description={
        isSame ? (
          messages.sameText
        ) : (
          <span className={styles.key}>
            <span>{messages.onlyNow}</span>
            <span>{messages.onlyThen}</span>
          </span>
        )
      }
      footer={
        !isSame &&
        !isReadOnly && (
          <Button
            variant="primary"
            onClick={() => {
              onOpenChange(false);
              restoreText(source, time);
            }}
          >
            {messages.restore}
          </Button>
        )
      }
    >
      <DiffText left={now} right={source.dockerfileText} />
    </Dialog>
  );
}
