import { clsx } from "clsx";
import type { CSSProperties } from "react";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { rockOf } from "../../lib/rock.ts";
import { Icon } from "../../ui/Icon.tsx";
import { patternId } from "../../ui/RockPatterns.tsx";
import slab from "../../ui/Slab.module.css";
import { messages } from "./messages.ts";
import styles from "./SlabRow.module.css";
import type { StrataRow } from "./strataRow.ts";

interface SlabRowProps {
  row: StrataRow;
  /** Bytes of the whole image, for the bar that shows the true share; undefined while building. */
  total: number | undefined;
  onToggle: () => void;
}

/** A layer: colored and patterned by its instruction, with its true share as a bar along the bottom. */
export function SlabRow({ row, total, onToggle }: SlabRowProps) {
  const rock = rockOf(row);
  const share = total && !row.container && row.size !== undefined ? row.size / total : undefined;
  const colors = { "--rock": `var(--rock-${rock})`, "--on-rock": `var(--on-rock-${rock})` } as CSSProperties;
  return (
    <div
      className={clsx(slab.rock, styles.slab, row.inBase && styles.inBase)}
      data-state={row.state}
      data-next={row.next?.outlook}
      data-live={row.container && (row.container.isRunning ? "running" : "exited")}
      style={colors}
    >
      {!row.container && (
        <svg className={clsx(slab.pattern, styles.pattern)} aria-hidden="true">
          <rect width="100%" height="100%" fill={`url(#${patternId(rock)})`} />
        </svg>
      )}
      {row.state === "running" && <span className={styles.moving} />}
      {share !== undefined && !row.expanded && <span className={styles.share} style={{ width: `${share * 100}%` }} />}
      <span className={clsx(slab.clear, styles.word)}>{row.instruction}</span>
      <span className={slab.line} title={[row.text, row.missReason].filter(Boolean).join("\n")}>
        <bdi className={clsx(slab.clear, styles.plain)}>{row.text}</bdi>
      </span>
      {row.baseLayers !== undefined && row.baseLayers > 1 && (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the list's arrow keys do it
        <span
          className={clsx(slab.clear, styles.toggle)}
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Icon name={row.expanded ? "chevronDown" : "chevronRight"} size={12} />
          {messages.layerCount(row.baseLayers)}
        </span>
      )}
      <SlabMarks row={row} />
    </div>
  );
}

function SlabMarks({ row }: { row: StrataRow }) {
  return (
    <span className={clsx(slab.clear, styles.marks)}>
      {row.container && <LiveMarks row={row} isRunning={row.container.isRunning} />}
      {row.cached && !row.next && (
        <svg className={styles.cached} width="13" height="12" viewBox="0 0 13 12" fill="none" stroke="currentColor">
          <title>{messages.cached}</title>
          <path strokeWidth="1.500" strokeLinecap="round" strokeLinejoin="round" d={CACHED_SHAPE} />
        </svg>
      )}
      {hasStateMark(row.state) && <span className={styles.mark}>{messages.states[row.state]}</span>}
      {row.next && (
        <span className={styles.mark} title={row.next.reason}>
          {messages.outlooks[row.next.outlook]}
        </span>
      )}
      {row.share !== undefined && (
        <span className={styles.part} title={messages.shareOfImage(row.share)}>
          {messages.share(row.share)}
        </span>
      )}
      {row.size !== undefined && (
        <span className={styles.size} title={sizeDetail(row.size, row)}>
          {formatSize(row.size)}
        </span>
      )}
      {row.dead > 0 && (
        <span
          className={clsx(styles.dead, row.slightlyDead && styles.slight)}
          title={messages.deadInLayer(exactBytes(row.dead))}
        >
          {messages.dead(formatSize(row.dead))}
        </span>
      )}
    </span>
  );
}

function sizeDetail(size: number, { sums }: StrataRow): string {
  const shown = sums && sums.shown < size ? [messages.shownOfLayer(formatSize(sums.shown))] : [];
  const upToHere = sums ? [messages.upToHere(formatSize(sums.upToHere))] : [];
  return [exactBytes(size), ...shown, ...upToHere].join("\n");
}

function LiveMarks({ row: { changes }, isRunning }: { row: StrataRow; isRunning: boolean }) {
  const { added = 0, changed = 0, deleted = 0 } = changes ?? {};
  return (
    <>
      {!isRunning && <span className={styles.mark}>{messages.containerState(isRunning)}</span>}
      <span className={styles.part} title={messages.changeCounts(added, changed, deleted)}>
        {messages.changesOf(added, changed, deleted) || messages.noChangesYet}
      </span>
    </>
  );
}

/** Two layers, the upper one bent: the mark of a cached step in the log. */
const CACHED_SHAPE = "M1.500 8.500h3l2-4h4M7.500 8.500h3";

function hasStateMark(state: StrataRow["state"]): state is "running" | "failed" | "canceled" {
  return state === "running" || state === "failed" || state === "canceled";
}
