import { clsx } from "clsx";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { applyFixedFiles } from "./applyFixedFiles.ts";
import { diffExcerpt } from "./diffExcerpt.ts";
import styles from "./FixDialog.module.css";
import type { FixedFile } from "./fixedFiles.ts";
import { fixMessages } from "./messages.ts";
import type { OfferedFix } from "./useDeadFix.ts";

interface FixDialogProps {
  offered: OfferedFix;
  advice: string;
  onClose: () => void;
}

/** What a fix changes, what it saves, and the button that does it. */
export function FixDialog({ offered: { fix, files, saved }, advice, onClose }: FixDialogProps) {
  const apply = () => {
    onClose();
    applyFixedFiles(files);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={fixMessages.title(fix)}
      description={advice}
      footer={
        <>
          <span className={styles.saved} title={exactBytes(saved)}>
            {fixMessages.saves(formatSize(saved))}
          </span>
          <Button onClick={onClose}>{fixMessages.cancel}</Button>
          <Button variant="primary" onClick={apply}>
            {fixMessages.apply}
          </Button>
        </>
      }
    >
      {files.map((file) => (
        <FileDiff key={file.path} file={file} />
      ))}
    </Dialog>
  );
}

function FileDiff({ file: { path, before, after } }: { file: FixedFile }) {
  return (
    <figure className={styles.file}>
      <figcaption>{before === undefined ? fixMessages.newFile(path) : path}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.lines} tabIndex={0} aria-label={fixMessages.changesIn(path)}>
        {diffExcerpt(before ?? "", after).map(({ kind, text, line }) => (
          <div key={`${kind} ${line}`} className={clsx(styles.line, styles[kind])}>
            <span className={styles.mark} role="img" aria-label={fixMessages.lineKinds[kind]}>
              {marks[kind]}
            </span>
            {text}
          </div>
        ))}
      </section>
    </figure>
  );
}

const marks = { same: " ", left: "−", right: "+" } as const;
