import { clsx } from "clsx";
import type { HistoryRow, Stack } from "#contract/image.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { selectLink } from "../../state/selection/selection.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { showLayer } from "../../state/selection/showLayer.ts";
import styles from "./HistoryPane.module.css";
import { messages } from "./messages.ts";

interface HistoryTiesProps {
  row: HistoryRow;
  /** As the column shows it; shown here if there is no room for columns, as is the age. */
  image: string | undefined;
  age: string;
  link: Link | undefined;
  stack: Stack | undefined;
}

/** Below a row's command: its line, its layer, and what has no column on a narrow screen. */
export function HistoryTies({ row, image, age, link, stack }: HistoryTiesProps) {
  return (
    <span className={styles.below}>
      {image && <span className={clsx(styles.narrow, styles.code)}>{image}</span>}
      {link?.lines && <LineButton link={link} line={link.lines.start} />}
      <Layer row={row} stack={stack} />
      {row.base && <span>{messages.baseImage}</span>}
      {age && (
        <span className={styles.narrow} title={row.created}>
          {age}
        </span>
      )}
      {row.comment && <span className={clsx(styles.narrow, styles.comment)}>{row.comment}</span>}
    </span>
  );
}

function LineButton({ link, line }: { link: Link; line: number }) {
  return (
    <button
      type="button"
      className={styles.line}
      onClick={() => {
        selectLink(link.id);
        const start = { line, character: 0 };
        revealRange({ start, end: start });
      }}
    >
      {messages.line(line + 1)}
    </button>
  );
}

function Layer({ row: { layer }, stack }: Pick<HistoryTiesProps, "row" | "stack">) {
  if (layer === undefined) return <span>{messages.noLayer}</span>;
  if (stack === undefined) return <span>{messages.layer(layer + 1)}</span>;
  return (
    <button
      type="button"
      className={styles.line}
      title={messages.showLayer(layer + 1)}
      onClick={() => showLayer(stack, layer)}
    >
      {messages.layer(layer + 1)}
    </button>
  );
}
