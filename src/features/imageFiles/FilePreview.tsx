import type { ImageFiles } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { Loadable } from "../../state/image/image.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./FilePreview.module.css";
import { messages } from "./messages.ts";

interface FilePreviewProps {
  path: string;
  file: Loadable<ImageFiles> | undefined;
  /** Said instead of the content. */
  note?: string;
  onClose: () => void;
}

/** The beginning of a file as text. */
export function FilePreview({ path, file, note, onClose }: FilePreviewProps) {
  return (
    <section className={styles.preview} aria-label={messages.contents(visibleText(path))}>
      <header className={styles.header}>
        <h3 className={styles.path} title={visibleText(path)}>
          {visibleText(path)}
        </h3>
        <IconButton label={messages.close} icon="close" onClick={onClose} />
      </header>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {note === undefined && file?.phase === "failed" && <ProblemNote problem={file.problem} />}
      {note === undefined && file?.phase === "ready" && <Content file={file.value} />}
    </section>
  );
}

function Content({ file: { text, truncated, entry } }: { file: ImageFiles }) {
  if (text === undefined) {
    return <p className={styles.note}>{entry ? messages.sizedBinary(formatSize(entry.size)) : messages.binary}</p>;
  }
  if (text === "") return <p className={styles.note}>{messages.emptyFile}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
      {truncated && <p className={styles.note}>{messages.truncated}</p>}
    </>
  );
}
