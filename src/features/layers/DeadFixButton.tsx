import { formatSize } from "../../lib/formatSize.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import type { DeadPart } from "../../state/waste/deadExplanation.ts";
import type { OfferedFix } from "../../state/waste/offeredFix.ts";
import { showFix } from "../../state/waste/wasteView.ts";
import styles from "./DeadNote.module.css";
import { deadMessages } from "./messages.ts";

/** Opens the fix for a part of the dead bytes, to be looked at and tried before it is applied. */
export function DeadFixButton({ part: { group, advice }, offered }: { part: DeadPart; offered: OfferedFix }) {
  const { isReadOnly } = useReadOnly();
  if (isReadOnly) return null;
  return (
    <button
      type="button"
      className={styles.action}
      aria-haspopup="dialog"
      aria-label={deadMessages.showFixFor(formatSize(group.bytes))}
      onClick={() => showFix(offered, advice)}
    >
      {deadMessages.showFix}
    </button>
  );
}
