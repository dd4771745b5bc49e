import { useState } from "react";
import type { Stack, Waste } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import styles from "./DeadNote.module.css";
import { DeadPartNote } from "./DeadPartNote.tsx";
import { deadParts } from "./deadExplanation.ts";
import { deadMessages, messages } from "./messages.ts";

/** Parts shown before the rest is asked for. */
const SHOWN = 3;

interface DeadNoteProps {
  waste: Waste;
  layer: number;
  stack: Stack;
  links: readonly Link[];
}

/** Explains the dead bytes that a layer stores or hides: how many, which lines, what to do. */
export function DeadNote(props: DeadNoteProps) {
  const { waste, layer, stack, links } = props;
  const [showsAll, setShowsAll] = useState(false);
  const parts = deadParts(props);
  if (parts.length === 0) return null;
  const shown = showsAll ? parts : parts.slice(0, SHOWN);
  const hidden = parts.slice(shown.length);
  const stored = sum(parts.filter(({ group }) => group.storedIn === layer));
  return (
    <section className={styles.note} aria-label={messages.deadBytes}>
      {parts.length > 1 && stored > 0 && (
        <p className={styles.total} title={exactBytes(stored)}>
          {deadMessages.total(formatSize(stored))}
        </p>
      )}
      {shown.map((part) => {
        const { storedIn, hiddenBy, cause } = part.group;
        return (
          <DeadPartNote
            key={`${storedIn} ${hiddenBy} ${cause}`}
            part={part}
            waste={waste}
            stack={stack}
            links={links}
          />
        );
      })}
      {hidden.length > 0 && (
        <button type="button" className={styles.action} onClick={() => setShowsAll(true)}>
          {deadMessages.more(hidden.length, formatSize(sum(hidden)))}
        </button>
      )}
    </section>
  );
}

function sum(parts: ReturnType<typeof deadParts>): number {
  return parts.reduce((total, { group }) => total + group.bytes, 0);
}
