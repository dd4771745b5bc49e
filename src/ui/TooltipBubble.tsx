import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
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
        <Radix.Trigger asChild>
          <span
            aria-hidden="true"
            tabIndex={-1}
            style={{ position: "fixed", left, top, width, height, pointerEvents: "none" }}
          />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content id={id} className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
