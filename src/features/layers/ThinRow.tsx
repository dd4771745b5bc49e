import { clsx } from "clsx";
import { formatSize } from "../../lib/formatSize.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import type { StrataRow } from "./strataRow.ts";
import styles from "./ThinRow.module.css";

/** A row without a layer: a configuration change, or a stage that is only copied from. */
export function ThinRow({ row }: { row: StrataRow }) {
  return (
    <div
      className={clsx(styles.row, (row.inBase || row.inStage) && styles.inBase)}
      data-state={row.state}
      data-band={row.stage !== undefined}
      title={row.stage === undefined ? row.next?.reason : messages.notInImage}
    >
      {row.stage !== undefined && <Icon name={row.expanded ? "chevronDown" : "chevronRight"} size={12} />}
      <span className={styles.word}>{row.kind === "stage" ? messages.stage : row.instruction}</span>
      <span className={styles.text} title={[row.text, row.next?.reason].filter(Boolean).join("\n")}>
        {row.text}
      </span>
      <span className={styles.kind}>{row.size === undefined ? wordOf(row) : formatSize(row.size)}</span>
    </div>
  );
}

function wordOf(row: StrataRow): string {
  return row.kind === "stage" ? stageWord(row) : kindWord(row);
}

function kindWord(row: StrataRow): string {
  if (row.state === "failed") return messages.states.failed;
  if (row.next) return messages.outlooks[row.next.outlook];
  return row.instruction === "FROM" ? messages.emptyLayer : messages.config;
}

function stageWord({ state }: StrataRow): string {
  return state === "pending" ? messages.states.pending : state;
}
