import { visibleText } from "../../lib/visibleText.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { hoverLink, selectLink } from "../../state/selection/selection.ts";
import type { FieldChange } from "./fieldChange.ts";
import type { FieldOrigin } from "./fieldOrigins.ts";
import styles from "./InspectPane.module.css";
import type { InspectValue } from "./inspectSections.ts";
import { messages } from "./messages.ts";

interface InspectFieldValueProps {
  value: InspectValue;
  origin: FieldOrigin | undefined;
  change: FieldChange | undefined;
  /** Several values that were set as one have their marks at the first. */
  isFirst: boolean;
}

/** A value, the line that set it, and how it differs from the base image's. */
export function InspectFieldValue({ value, origin, change, isFirst }: InspectFieldValueProps) {
  return (
    <div className={styles.item}>
      <code className={styles.value}>{visibleText(value.text)}</code>
      {isFirst && change && (
        <span className={styles.change} title={messages.changeDetail(change)}>
          {messages.changes[change.kind]}
        </span>
      )}
      {isFirst && origin && <Origin origin={origin} />}
    </div>
  );
}

function Origin({ origin: { link, isBase } }: { origin: FieldOrigin }) {
  if (isBase) return <span className={styles.from}>{messages.baseImage}</span>;
  if (!link?.lines) return null;
  const { start } = link.lines;
  return (
    <button
      type="button"
      className={styles.line}
      title={messages.lineDetail(start + 1)}
      onPointerEnter={() => hoverLink(link.id)}
      onPointerLeave={() => hoverLink(undefined)}
      onClick={() => {
        selectLink(link.id);
        const place = { line: start, character: 0 };
        revealRange({ start: place, end: place });
      }}
    >
      {messages.line(start + 1)}
    </button>
  );
}
