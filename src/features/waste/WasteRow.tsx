import type { ReactNode } from "react";
import type { Stack } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { showLayer } from "../../state/selection/showLayer.ts";
import type { OfferedFix } from "../../state/waste/offeredFix.ts";
import { closeWaste, showFix } from "../../state/waste/wasteView.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./WasteRow.module.css";

interface WasteRowProps {
  bytes: number;
  stack: Stack;
  /** Whose files these are. */
  layer: number;
  fix: OfferedFix | undefined;
  advice: string;
  /** What it is and where, in one line. */
  children: ReactNode;
}

/** One piece of waste: how much, what and where, what to do, and the ways to its layer and to its fix. */
export function WasteRow({ bytes, stack, layer, fix, advice, children }: WasteRowProps) {
  const { isReadOnly } = useReadOnly();
  const go = () => {
    closeWaste();
    showLayer(stack, layer);
  };
  return (
    <li className={styles.row}>
      <span className={styles.size} title={exactBytes(bytes)}>
        {formatSize(bytes)}
      </span>
      <div className={styles.text}>
        <p>{children}</p>
        <p className={styles.advice}>{advice}</p>
      </div>
      <div className={styles.actions}>
        {fix !== undefined && !isReadOnly && (
          <Button
            aria-haspopup="dialog"
            aria-label={messages.showFixFor(formatSize(bytes))}
            onClick={() => showFix(fix, advice)}
          >
            {messages.showFix}
          </Button>
        )}
        <Button variant="quiet" aria-label={messages.goToLayer(layer + 1)} onClick={go}>
          {messages.layer(layer + 1)}
        </Button>
      </div>
    </li>
  );
}
