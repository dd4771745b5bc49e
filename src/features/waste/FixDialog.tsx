import { clsx } from "clsx";
import { useEffect } from "react";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { applyFixedFiles } from "../../state/waste/applyFixedFiles.ts";
import type { FixedFile } from "../../state/waste/fixedFiles.ts";
import type { OfferedFix } from "../../state/waste/offeredFix.ts";
import { endTrial } from "../../state/waste/trial.ts";
import { closeFix, closeWaste } from "../../state/waste/wasteView.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { diffExcerpt } from "./diffExcerpt.ts";
import styles from "./FixDialog.module.css";
import { fixMessages } from "./messages.ts";
import { TrialButton, TrialNote } from "./TrialPart.tsx";

/** What a fix changes, what it saves, the button that tries it, and the one that does it, which has the focus. */
export function FixDialog({ offered, advice }: { offered: OfferedFix; advice: string }) {
  const { fix, files, saved } = offered;
  useEffect(() => endTrial, []);
  const apply = () => {
    closeWaste();
    applyFixedFiles(files);
  };
  return (
    <Dialog
      open
      size="medium"
      onOpenChange={closeFix}
      title={fixMessages.title(fix)}
      description={advice}
      footer={
        <>
          <TrialButton offered={offered} />
          <Button onClick={closeFix}>{fixMessages.cancel}</Button>
          <Button data-first-focus variant="primary" onClick={apply}>
            {fixMessages.apply}
          </Button>
        </>
      }
    >
      {files.map((file) => (
        <FileDiff key={file.path} file={file} />
      ))}
      <TrialNote offered={offered}>
        <p className={styles.saved} title={exactBytes(saved)}>
          {fixMessages.saves(formatSize(saved))}
        </p>
      </TrialNote>
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
