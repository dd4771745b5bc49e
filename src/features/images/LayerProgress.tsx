import { shortId } from "#contract/names/shortId.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";
import styles from "./TransferPanel.module.css";

/** One layer of a transfer: what happens to it, and how far it is. */
export function LayerProgress({ progress, isFile }: { progress: TransferProgress; isFile: boolean }) {
  const { layer, phase, current = 0, total = 0 } = progress;
  const moves = phase === "downloading" || phase === "pushing" || phase === "preparing";
  const done = phase === "pulled" || phase === "exists" || phase === "pushed" || phase === "mounted";
  const share = done ? 1 : total === 0 ? 0 : current / total;
  return (
    <li className={styles.layer} data-done={done || undefined}>
      <code className={styles.id}>{shortId(layer)}</code>
      <span className={styles.phase}>
        {isFile ? (messages.filePhases[phase] ?? messages.phases[phase]) : wordOf(progress)}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.bytes}>
        {moves && total > 0 ? messages.bytes(formatSize(current), formatSize(total)) : total > 0 && formatSize(total)}
      </span>
    </li>
  );
}

function wordOf({ phase, current, from }: TransferProgress): string {
  if (from !== undefined) return messages.mountedFrom(from);
  // Before the registry is asked, nothing is known to need compression.
  return phase === "preparing" && current === undefined ? messages.phases.waiting : messages.phases[phase];
}
