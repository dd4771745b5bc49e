import { clsx } from "clsx";
import { memo } from "react";
import { exactBytes } from "../../lib/formatSize.ts";
import { isShallowEqual } from "../../lib/isShallowEqual.ts";
import { shortSize } from "../../lib/shortSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./ContextTree.module.css";
import type { FileRow } from "./fileTree.ts";
import { messages } from "./messages.ts";

interface ContextTreeRowProps {
  row: FileRow;
  selected: boolean;
  tabStop: boolean;
  /** Excluded from the build by .dockerignore. */
  ignored: boolean;
}

const ICONS: Record<FileRow["kind"], IconName> = { text: "fileLines", blob: "binary", folder: "folder" };

/** Rerendered only when something in it changed: a workspace may hold thousands, and every keystroke makes a new list. */
export const ContextTreeRow = memo(PlainRow, (before, after) => {
  const { row: was, ...rest } = before;
  const { row: is, ...now } = after;
  return isShallowEqual(was, is) && isShallowEqual(rest, now);
});

function PlainRow({ row, selected, tabStop, ignored }: ContextTreeRowProps) {
  const isFolder = row.expanded !== undefined;
  return (
    <div
      role="treeitem"
      data-path={row.path}
      aria-label={visibleText(ignored ? messages.ignoredName(row.name) : row.name)}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.expanded}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      className={clsx(styles.row, ignored && styles.ignored)}
      style={{ paddingInlineStart: `${(row.level - 1) * 16 + 14}px` }}
      title={visibleText(ignored ? messages.ignoredPath(row.path) : row.path)}
    >
      {isFolder ? (
        <Icon name={row.expanded ? "chevronDown" : "chevronRight"} size={14} className={styles.icon} />
      ) : (
        <Icon name={ICONS[row.kind]} size={14} className={styles.icon} />
      )}
      <span className={styles.name}>{visibleText(row.name)}</span>
      {!isFolder && (
        <span className={styles.size} title={exactBytes(row.size)}>
          {shortSize(row.size)}
        </span>
      )}
    </div>
  );
}
