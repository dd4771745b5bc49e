import { useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import styles from "./DeadNote.module.css";
import type { DeadPart } from "./deadExplanation.ts";
import { FixDialog } from "./FixDialog.tsx";
import { fixMessages } from "./messages.ts";
import type { OfferedFix } from "./useDeadFix.ts";

/** Opens the fix for a part of the dead bytes, to be looked at before it is applied. */
export function DeadFixButton({ part: { group, advice }, offered }: { part: DeadPart; offered: OfferedFix }) {
  const [isOpen, setIsOpen] = useState(false);
  const { isReadOnly } = useReadOnly();
  if (isReadOnly) return null;
  return (
    <>
      <button
        type="button"
        className={styles.action}
        aria-haspopup="dialog"
        aria-label={fixMessages.showFor(formatSize(group.bytes))}
        onClick={() => setIsOpen(true)}
      >
        {fixMessages.show}
      </button>
      {isOpen && <FixDialog offered={offered} advice={advice} onClose={() => setIsOpen(false)} />}
    </>
  );
}
