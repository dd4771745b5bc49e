import type { ListedEntry } from "#contract/imageEntries.ts";
import { DIFFERENCE_WORDS } from "../../lib/differenceWords.ts";
import { formatDelta } from "../../lib/formatDelta.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { octalMode } from "../../lib/octalMode.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./DifferentFiles.module.css";
import type { DifferentRow } from "./differentRows.ts";
import { messages } from "./messages.ts";

const MARKS = { added: "+", deleted: "−", changed: "~", unchanged: "" } as const;

export function DifferentFileRow({ row, isFlat }: { row: DifferentRow; isFlat: boolean }) {
  const indent = { paddingLeft: 12 + row.depth * 14 };
  if (row.kind !== "entry") {
    return (
      <div className={styles.row} data-kind={row.kind} style={indent}>
        {row.text}
      </div>
    );
  }
  const { entry, expanded } = row;
  return (
    <div className={styles.row} data-change={entry.change} style={indent} title={factsOf(entry)}>
      <span className={styles.turn}>
        {expanded !== undefined && <Icon name={expanded ? "chevronDown" : "chevronRight"} size={12} />}
      </span>
      <span className={styles.mark} aria-hidden="true">
        {MARKS[entry.change]}
      </span>
      <span className={styles.name}>
        {visibleText(isFlat ? entry.path : entry.name)}
        {entry.type === "dir" && "/"}
      </span>
      <span className="visually-hidden">{messages.changes[entry.change]}</span>
      <span className={styles.what}>{whatOf(entry)}</span>
      <span className={styles.size}>{sizeOf(entry)}</span>
    </div>
  );
}

function whatOf({ differences = [], inside, mode, before }: ListedEntry): string {
  if (inside && inside.entries > 0) return messages.inside(inside.files + inside.deletedFiles);
  // Whatever is written again has a new time.
  const told = differences.length > 1 ? differences.filter((difference) => difference !== "mtime") : differences;
  const isModeOnly = told.length === 1 && told[0] === "mode" && before !== undefined;
  if (isModeOnly) return messages.mode(octalMode(before.mode), octalMode(mode));
  return told.map((difference) => DIFFERENCE_WORDS[difference]).join(", ");
}

function sizeOf({ type, change, size, before, inside }: ListedEntry): string {
  if (inside) return inside.bytes > 0 ? formatSize(inside.bytes) : "";
  if (change === "changed" && before?.type === "file")
    return size === before.size ? "" : formatDelta(size - before.size);
  return type === "file" ? formatSize(size) : "";
}

function factsOf({ path, size, before, mode, uid, gid }: ListedEntry): string {
  const now = `${octalMode(mode)} ${uid}:${gid} ${exactBytes(size)}`;
  const then = before && `${octalMode(before.mode)} ${before.uid}:${before.gid} ${exactBytes(before.size)}`;
  return [visibleText(path), then && `${messages.before}: ${then}`, then ? `${messages.after}: ${now}` : now]
    .filter(Boolean)
    .join("\n");
}
