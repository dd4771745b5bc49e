import { clsx } from "clsx";
import type { ListedEntry } from "#contract/imageEntries.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { octalMode } from "../../lib/octalMode.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { EntryRow as Row } from "../../state/entries/entryRows.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./EntryRow.module.css";
import { kindMarks, kindOf } from "./entryKind.ts";
import { entryFacts, shortDifference } from "./entryWords.ts";
import { messages } from "./messages.ts";

/** Pixels. */
export const ROW_HEIGHT = 22;

/** A file or folder: what the layer did to it, and its size. */
export function EntryRow({ row: { entry, label, depth, expanded }, hasMarks }: { row: Row; hasMarks: boolean }) {
  const indent = { paddingLeft: 16 + depth * 14 };
  if (!entry) {
    return (
      <div className={styles.row} style={indent}>
        <span className={styles.pending}>
          <span className="visually-hidden">{messages.loading}</span>
        </span>
      </div>
    );
  }
  const kind = hasMarks ? kindOf(entry) : "unchanged";
  const slash = label.lastIndexOf("/") + 1;
  return (
    <div className={clsx(styles.row, styles[kind], !entry.fits && styles.way)} style={indent} title={titleOf(entry)}>
      <span className={styles.turn}>
        {expanded !== undefined && <Icon name={expanded ? "chevronDown" : "chevronRight"} size={12} />}
      </span>
      {hasMarks && (
        <span
          className={styles.mark}
          {...(kind === "unchanged" ? {} : { role: "img", "aria-label": messages.kinds[kind] })}
        >
          {kindMarks[kind]}
        </span>
      )}
      <span className={styles.path}>
        <span className={styles.folder}>{visibleText(label.slice(0, slash))}</span>
        <span className={styles.name}>
          {visibleText(label.slice(slash))}
          {entry.type === "dir" && "/"}
        </span>
        {entry.linkTarget !== undefined && (
          <span className={styles.target}>
            {entry.type === "hardlink" ? " = " : " → "}
            {visibleText(entry.linkTarget)}
          </span>
        )}
      </span>
      <span className={styles.meta}>{metaOf(entry, expanded, hasMarks)}</span>
      <span className={styles.size}>{sizeOf(entry)}</span>
    </div>
  );
}

function titleOf(entry: ListedEntry): string {
  return [visibleText(entry.path), ...entryFacts(entry)].join("\n");
}

function metaOf(entry: ListedEntry, expanded: boolean | undefined, hasMarks: boolean): string {
  const { change, inside, type, mode, fits } = entry;
  if (hasMarks && change === "changed") return shortDifference(entry);
  const changes = (inside?.touched ?? 0) + (change === "unchanged" ? 0 : 1);
  if (change === "deleted") return inside ? messages.fileCount(inside.deletedFiles) : "";
  if (inside && expanded === false)
    return hasMarks && inside.touched > 0
      ? messages.changeCount(changes)
      : messages.fileCount(inside.files + inside.deletedFiles);
  return hasMarks && type === "dir" && expanded === undefined && fits ? octalMode(mode) : "";
}

/** A folder that only hides files has no bytes of its own. */
function sizeOf({ type, change, inside, size }: ListedEntry): string {
  if (inside && change === "deleted") return formatSize(inside.deletedBytes);
  if (inside && inside.entries > 0)
    return inside.bytes === 0 && inside.deletedBytes > 0
      ? `−${formatSize(inside.deletedBytes)}`
      : formatSize(inside.bytes);
  return type === "file" || change === "deleted" ? formatSize(size) : messages.fileTypes[type];
}
