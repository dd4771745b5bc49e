import type { ImageFiles } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import type { Loadable } from "../../state/image/image.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./FilePreview.module.css";

interface FilePreviewProps {
  path: string;
  file: Loadable<ImageFiles> | undefined;
  onClose: () => void;
}

/** The start of a file as text. */
export function FilePreview({ path, file, onClose }: FilePreviewProps) {
  return (
    <section className={styles.preview} aria-label={`Content of ${path}`}>
      <header className={styles.header}>
        <h3 className={styles.path} title={path}>
          {path}
        </h3>
        <IconButton label="Close the file" icon="close" onClick={onClose} />
      </header>
      {file?.phase === "failed" && <ProblemNote problem={file.problem} />}
      {file?.phase === "ready" && <Content file={file.value} />}
    </section>
  );
}

function Content({ file: { text, truncated, entry } }: { file: ImageFiles }) {
  if (text === undefined) {
    const size = entry ? `${formatSize(entry.size)}, ` : "";
    return <p className={styles.note}>{size}not text that can be shown.</p>;
  }
  if (text === "") return <p className={styles.note}>The file is empty.</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
      {truncated && <p className={styles.note}>Only the start of the file is shown.</p>}
    </>
  );
}
