import { clsx } from "clsx";
import type { Change } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./LayerFileRow.module.css";
import type { LayerNode } from "./layerTree.ts";
import type { LayerTreeRow } from "./layerTreeRows.ts";
import { messages } from "./messages.ts";

export const changeMarks: Record<Change, string> = { added: "+", changed: "~", deleted: "−", unchanged: "" };

/** A file or folder of a layer: what was done to it, and its size. */
export function LayerFileRow({ row: { node, depth, expanded } }: { row: LayerTreeRow }) {
  const { entry, label } = node;
  const change = entry?.change ?? "unchanged";
  const isFolder = (expanded !== undefined || entry?.type === "dir") && node.path !== "/";
  const slash = label.lastIndexOf("/") + 1;
  return (
    <div className={clsx(styles.row, styles[change])} style={{ paddingLeft: 16 + depth * 14 }} title={details(node)}>
      <span className={styles.turn}>
        {expanded !== undefined && <Icon name={expanded ? "chevronDown" : "chevronRight"} size={12} />}
      </span>
      <span className={styles.mark} {...(change === "unchanged" ? {} : { role: "img", "aria-label": change })}>
        {changeMarks[change]}
      </span>
      <span className={styles.path}>
        <span className={styles.folder}>{visibleText(label.slice(0, slash))}</span>
        <span className={styles.name}>
          {visibleText(label.slice(slash))}
          {isFolder && "/"}
        </span>
        {entry?.linkTarget !== undefined && <span className={styles.target}> → {visibleText(entry.linkTarget)}</span>}
      </span>
      <span className={styles.meta}>{metaOf(node, expanded)}</span>
      <span className={styles.size}>{sizeOf(node)}</span>
    </div>
  );
}

function metaOf({ entry, count }: LayerNode, expanded: boolean | undefined): string {
  if (expanded === false && count > 0) return messages.changeCount(count);
  if (entry?.change === "deleted") return entry.files ? messages.fileCount(entry.files) : "";
  if (expanded !== undefined) return "";
  return entry && (entry.change === "changed" || entry.type === "dir") ? octal(entry.mode) : "";
}

/** A folder that only hides files has no bytes of its own. */
function sizeOf({ entry, children, size, hidden }: LayerNode): string {
  if (children.length > 0) return size === 0 && hidden > 0 ? `−${formatSize(hidden)}` : formatSize(size);
  if (entry && entry.change !== "deleted" && entry.type !== "file") return messages.fileTypes[entry.type];
  return formatSize(entry?.size ?? 0);
}

function details({ path, entry, size }: LayerNode): string {
  if (!entry) return `${visibleText(path)}\n${exactBytes(size)}`;
  const parts = [visibleText(path), messages.mode(octal(entry.mode)), messages.owner(entry.uid, entry.gid)];
  if (entry.type === "file") parts.push(exactBytes(entry.size));
  return parts.join("\n");
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}
