import { Fragment, useId, useState } from "react";
import type { Stack, Waste } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import styles from "./DeadNote.module.css";
import type { DeadPart } from "./deadExplanation.ts";
import { FixPreview } from "./FixPreview.tsx";
import { fixMessages, messages } from "./messages.ts";
import { useDeadFix } from "./useDeadFix.ts";

interface DeadPartNoteProps {
  part: DeadPart;
  waste: Waste;
  stack: Stack;
  links: readonly Link[];
}

/** One part of the dead bytes: one sentence, one piece of advice, and the fix if there is one. */
export function DeadPartNote({ part, waste, stack, links }: DeadPartNoteProps) {
  const { group, where, advice } = part;
  const [isOpen, setIsOpen] = useState(false);
  const preview = useId();
  const offered = useDeadFix({ group, waste, stack, links });
  return (
    <div className={styles.part}>
      <p>
        {messages.stillInImage.before}
        <span title={exactBytes(group.bytes)}>{formatSize(group.bytes)}</span>
        {messages.stillInImage.after}
        {where} (
        {group.top.map(({ path, bytes }, index) => (
          <Fragment key={path}>
            {index > 0 && ", "}
            <strong title={`${path}\n${exactBytes(bytes)}`}>{path.slice(path.lastIndexOf("/") + 1)}</strong>
          </Fragment>
        ))}
        ). {advice}
        {offered && (
          <>
            {" "}
            <button
              type="button"
              className={styles.action}
              aria-expanded={isOpen}
              aria-controls={preview}
              onClick={() => setIsOpen(!isOpen)}
            >
              {isOpen ? fixMessages.hide : fixMessages.show}
            </button>
          </>
        )}
      </p>
      {offered && isOpen && <FixPreview id={preview} offered={offered} onDone={() => setIsOpen(false)} />}
    </div>
  );
}
