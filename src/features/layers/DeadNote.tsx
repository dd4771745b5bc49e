import { useState } from "react";
import type { Stack, Waste } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { unfoldDeadNote, useStackView } from "../../state/page/stackView.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { type DeadPart, deadParts } from "../../state/waste/deadExplanation.ts";
import { DeadFixButton } from "./DeadFixButton.tsx";
import styles from "./DeadNote.module.css";
import { DeadPartNote } from "./DeadPartNote.tsx";
import { FoldedNote } from "./FoldedNote.tsx";
import { deadMessages, messages } from "./messages.ts";
import { useDeadFix } from "./useDeadFix.ts";

/** Parts shown before "more" is pressed. */
const SHOWN = 3;

interface DeadNoteProps {
  waste: Waste;
  layer: number;
  stack: Stack;
  links: readonly Link[];
}

/** Explains the dead bytes that a layer stores or hides: how many, which lines, what to do. */
export function DeadNote(props: DeadNoteProps) {
  const parts = deadParts(props);
  const open = useStackView((state) => state.deadNoteOpen);
  const [first] = parts;
  if (first === undefined) return null;
  return (
    <section className={styles.section} aria-label={messages.deadBytes}>
      <FoldedNote
        summary={open && parts.length === 1 ? messages.deadBytes : summaryOf(parts, first, props.layer)}
        action={<FirstFix {...props} part={first} />}
        open={open}
        onOpenChange={unfoldDeadNote}
      >
        <DeadParts {...props} parts={parts} />
      </FoldedNote>
    </section>
  );
}

function DeadParts({ parts, ...props }: DeadNoteProps & { parts: readonly DeadPart[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? parts : parts.slice(0, SHOWN);
  const hidden = parts.slice(shown.length);
  return (
    <div className={styles.note}>
      {shown.map((part) => {
        const { storedIn, hiddenBy, cause } = part.group;
        return <DeadPartNote key={`${storedIn} ${hiddenBy} ${cause}`} part={part} {...props} />;
      })}
      {hidden.length > 0 && (
        <button type="button" className={styles.action} onClick={() => setShowsAll(true)}>
          {deadMessages.more(hidden.length, formatSize(sum(hidden)))}
        </button>
      )}
    </div>
  );
}

/** The fix for the largest part. */
function FirstFix({ part, waste, stack }: DeadNoteProps & { part: DeadPart }) {
  const offered = useDeadFix(part.group, waste, stack);
  return offered ? <DeadFixButton part={part} offered={offered} /> : null;
}

function summaryOf(parts: readonly DeadPart[], { where }: DeadPart, layer: number): string {
  const stored = parts.filter(({ group }) => group.storedIn === layer);
  if (parts.length === 1) return `${formatSize(sum(parts))}${deadMessages.stillInImage}${where}`;
  return stored.length > 0 ? deadMessages.total(formatSize(sum(stored))) : deadMessages.hides(formatSize(sum(parts)));
}

function sum(parts: readonly DeadPart[]): number {
  return parts.reduce((total, { group }) => total + group.bytes, 0);
}
