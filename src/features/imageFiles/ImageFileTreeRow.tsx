import { clsx } from "clsx";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ImageFileTreeRow.module.css";
import { messages } from "./messages.ts";
import { baseName, isFolder, type TreeRow } from "./treeRows.ts";

/** What a row of the tree shows. */
export function ImageFileTreeRow({ row }: { row: TreeRow }) {
  const indent = { paddingLeft: 16 + row.depth * 16 };
  if (row.kind === "note") {
    return (
      <div className={clsx(styles.row, styles.note)} style={indent}>
        {row.text}
      </div>
    );
  }
  const { entry, expanded } = row;
  const folder = isFolder(entry);
  const size = folder ? entry.totalSize : entry.size;
  return (
    <div
      className={styles.row}
      style={indent}
      title={messages.facts(visibleText(entry.path), octal(entry.mode), `${entry.uid}:${entry.gid}`, entry.layer + 1)}
    >
      <span className={styles.turn}>
        {folder && <Icon name={expanded ? "chevronDown" : "chevronRight"} size={12} />}
      </span>
      <Icon name={folder ? "folder" : "file"} size={14} className={styles.icon} />
      <span className={styles.name}>
        {visibleText(baseName(entry.path))}
        {entry.linkTarget !== undefined && <span className={styles.target}> → {visibleText(entry.linkTarget)}</span>}
      </span>
      {folder && entry.totalFiles > 0 && <span className={styles.files}>{messages.files(entry.totalFiles)}</span>}
      <span className={styles.size} title={exactBytes(size)}>
        {entry.type === "symlink" ? messages.link : formatSize(size)}
      </span>
    </div>
  );
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}
