import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { exactBytes } from "../../lib/formatSize.ts";
import { shortSize } from "../../lib/shortSize.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./FileTree.module.css";
import type { FileRow } from "./fileTree.ts";

interface FileTreeRowProps extends Omit<ComponentProps<"div">, "onFocus"> {
  row: FileRow;
  selected: boolean;
  tabStop: boolean;
  /** Left out of the build by .dockerignore. */
  ignored: boolean;
  onFocus: () => void;
  onPress: () => void;
}

const ICONS: Record<FileRow["kind"], IconName> = { text: "fileLines", blob: "binary", folder: "folder" };

/** Takes a ref and handlers from the context menu around it. */
export function FileTreeRow({ row, selected, tabStop, ignored, onFocus, onPress, ...rest }: FileTreeRowProps) {
  const isFolder = row.expanded !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles keys for all of its rows
    <div
      {...rest}
      role="treeitem"
      data-path={row.path}
      aria-label={ignored ? `${row.name}, left out by .dockerignore` : row.name}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.expanded}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      className={clsx(styles.row, ignored && styles.ignored)}
      style={{ paddingInlineStart: `${(row.level - 1) * 16 + 14}px` }}
      title={ignored ? `${row.path}: left out of the build by .dockerignore` : row.path}
      onFocus={onFocus}
      onClick={onPress}
    >
      {isFolder ? (
        <Icon name={row.expanded ? "chevronDown" : "chevronRight"} size={14} className={styles.icon} />
      ) : (
        <Icon name={ICONS[row.kind]} size={14} className={styles.icon} />
      )}
      <span className={styles.name}>{row.name}</span>
      {!isFolder && (
        <span className={styles.size} title={exactBytes(row.size)}>
          {shortSize(row.size)}
        </span>
      )}
    </div>
  );
}
