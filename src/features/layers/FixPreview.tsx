import { clsx } from "clsx";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { Button } from "../../ui/Button.tsx";
import { applyFixedFiles } from "./applyFixedFiles.ts";
import { diffExcerpt } from "./diffExcerpt.ts";
import styles from "./FixPreview.module.css";
import type { FixedFile } from "./fixedFiles.ts";
import { fixMessages } from "./messages.ts";
import type { OfferedFix } from "./useDeadFix.ts";

interface FixPreviewProps {
  id: string;
  offered: OfferedFix;
  onDone: () => void;
}

/** What a fix changes, what it saves, and the button that does it. */
export function FixPreview({ id, offered: { fix, files, saved }, onDone }: FixPreviewProps) {
  return (
    <section id={id} className={styles.preview} aria-label={fixMessages.title(fix)}>
      <p className={styles.title}>{fixMessages.title(fix)}</p>
      {files.map((file) => (
        <FileDiff key={file.path} file={file} />
      ))}
      <p className={styles.foot}>
        <Button
          onClick={() => {
            onDone();
            applyFixedFiles(files);
          }}
        >
          {fixMessages.apply}
        </Button>
        <span title={exactBytes(saved)}>{fixMessages.saves(formatSize(saved))}</span>
      </p>
    </section>
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
