import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { useMemo, useRef, useState } from "react";
import type { Change, FileEntry, LayerFiles } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import styles from "./LayerFileList.module.css";
import { changesFirst, countChanges, filterEntries } from "./layerFileFilter.ts";
import { messages } from "./messages.ts";

const ROW = 22;

/** What a layer added, changed, and deleted, with marks, filters, and sizes. */
export function LayerFileList({ files, onMore }: { files: LayerFiles; onMore: () => void }) {
  const [text, setText] = useState("");
  const [change, setChange] = useState<Change>();
  const sorted = useMemo(() => changesFirst(files.entries), [files]);
  const entries = useMemo(() => filterEntries(sorted, text, change), [sorted, text, change]);
  const counts = useMemo(() => countChanges(files.entries), [files]);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const basis = { flexBasis: Math.max(virtual.getTotalSize(), ROW) };
  return (
    <>
      {files.entries.length > 6 && (
        <div className={styles.filters}>
          <input
            type="search"
            className={styles.search}
            placeholder={messages.filter}
            aria-label={messages.filter}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {shownChanges.map((kind) => (
            <button
              key={kind}
              type="button"
              className={clsx(styles.chip, styles[kind])}
              aria-pressed={change === kind}
              aria-label={messages.only(kind)}
              disabled={counts[kind] === 0}
              onClick={() => setChange(change === kind ? undefined : kind)}
            >
              {marks[kind]} {counts[kind]}
            </button>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={scroller} className={styles.scroller} style={basis} tabIndex={0} aria-label={messages.changesList}>
        <ul className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={messages.changes}>
          {virtual.getVirtualItems().map((item) => {
            const entry = entries[item.index];
            return (
              entry && (
                <li key={item.key} className={styles.place} style={{ transform: `translateY(${item.start}px)` }}>
                  <FileRow entry={entry} />
                </li>
              )
            );
          })}
        </ul>
        {entries.length === 0 && <p className={styles.none}>{noneText(files)}</p>}
        {files.truncated && (
          <p className={styles.none}>
            {messages.truncated(files.entries.length, files.total)}{" "}
            <button type="button" className={styles.more} onClick={onMore}>
              {messages.showMore}
            </button>
          </p>
        )}
      </section>
    </>
  );
}

function FileRow({ entry }: { entry: FileEntry }) {
  const slash = entry.path.lastIndexOf("/", entry.path.length - 2) + 1;
  const folder = entry.type === "dir" && entry.path !== "/";
  return (
    <div className={clsx(styles.row, styles[entry.change])} title={details(entry)}>
      <span className={styles.mark} role="img" aria-label={entry.change}>
        {marks[entry.change]}
      </span>
      <span className={styles.path}>
        <span className={styles.folder}>{visibleText(entry.path.slice(0, slash))}</span>
        <span className={styles.name}>
          {visibleText(entry.path.slice(slash))}
          {folder && "/"}
        </span>
        {entry.linkTarget !== undefined && <span className={styles.target}> → {visibleText(entry.linkTarget)}</span>}
      </span>
      <span className={styles.meta}>{metaOf(entry)}</span>
      <span className={styles.size}>{sizeOf(entry)}</span>
    </div>
  );
}

const shownChanges = ["added", "changed", "deleted"] as const;
const marks: Record<Change, string> = { added: "+", changed: "~", deleted: "−", unchanged: "" };

function metaOf(entry: FileEntry): string {
  if (entry.change === "deleted") return entry.files ? messages.fileCount(entry.files) : "";
  return entry.change === "changed" || entry.type === "dir" ? octal(entry.mode) : "";
}

function sizeOf(entry: FileEntry): string {
  if (entry.change !== "deleted" && entry.type !== "file") return messages.fileTypes[entry.type];
  return formatSize(entry.size);
}

function details(entry: FileEntry): string {
  const parts = [visibleText(entry.path), messages.mode(octal(entry.mode)), messages.owner(entry.uid, entry.gid)];
  if (entry.type === "file") parts.push(exactBytes(entry.size));
  return parts.join("\n");
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}

function noneText({ total }: LayerFiles): string {
  return total === 0 ? messages.noChanges : messages.noMatch;
}
