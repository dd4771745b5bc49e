import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import styles from "./Tooltip.module.css";

export type TooltipSide = "top" | "right" | "bottom" | "left";

interface TooltipBubbleProps {
  id: string;
  /** What it describes. */
  at: DOMRect;
  side: TooltipSide;
  text: ReactNode;
}

/** The bubble of a tooltip, beside a place of the window. */
export function TooltipBubble({ id, at: { left, top, width, height }, side, text }: TooltipBubbleProps) {
  return (
    <Radix.Provider>
      <Radix.Root open>
        {/* Not in the dialog that the button may be in: it goes as the focus moves on, and a dialog that loses a part
            while nothing has the focus takes it back to its start. */}
        {createPortal(
          <Radix.Trigger asChild>
            <span
              aria-hidden="true"
              tabIndex={-1}
              style={{ position: "fixed", left, top, width, height, pointerEvents: "none" }}
            />
          </Radix.Trigger>,
          document.body,
        )}
        <Radix.Portal>
          <Radix.Content id={id} className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
