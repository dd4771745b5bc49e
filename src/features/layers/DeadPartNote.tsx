import { Fragment } from "react";
import type { Stack, Waste } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { DeadPart } from "../../state/waste/deadExplanation.ts";
import { DeadFixButton } from "./DeadFixButton.tsx";
import styles from "./DeadNote.module.css";
import { deadMessages } from "./messages.ts";
import { useDeadFix } from "./useDeadFix.ts";

interface DeadPartNoteProps {
  part: DeadPart;
  waste: Waste;
  stack: Stack;
}

/** One part of the dead bytes: where they are, and the fix; advice if there is none. */
export function DeadPartNote({ part, waste, stack }: DeadPartNoteProps) {
  const { group, where, advice } = part;
  const offered = useDeadFix(group, waste, stack);
  return (
    <p className={styles.part}>
      <span title={exactBytes(group.bytes)}>{formatSize(group.bytes)}</span>
      {deadMessages.stillInImage}
      {where} (
      {group.top.map(({ path, bytes }, index) => (
        <Fragment key={path}>
          {index > 0 && ", "}
          <strong title={`${visibleText(path)}\n${exactBytes(bytes)}`}>
            {visibleText(path.slice(path.lastIndexOf("/") + 1))}
          </strong>
        </Fragment>
      ))}
      ). {offered ? <DeadFixButton part={part} offered={offered} /> : advice}
    </p>
  );
}
