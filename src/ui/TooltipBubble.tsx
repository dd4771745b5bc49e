import { Portal } from "radix-ui";
import { Popper } from "radix-ui/internal";
import { type ReactNode, useMemo } from "react";
import styles from "./Tooltip.module.css";

export type TooltipSide = "top" | "right" | "bottom" | "left";

interface TooltipBubbleProps {
  id: string;
  /** What it describes. */
  at: DOMRect;
  side: TooltipSide;
  text: ReactNode;
}

/**
 * The bubble of a tooltip, beside a place of the window. It is no layer that Escape closes first: Escape is for the panel
 * or the dialog that somebody is in, and the bubble goes with it.
 */
export function TooltipBubble({ id, at, side, text }: TooltipBubbleProps) {
  const place = useMemo(() => ({ current: { getBoundingClientRect: () => at } }), [at]);
  return (
    <Popper.Root>
      <Popper.Anchor virtualRef={place} />
      <Portal.Root>
        <Popper.Content
          id={id}
          role="tooltip"
          className={styles.tooltip}
          side={side}
          sideOffset={6}
          collisionPadding={8}
        >
          {text}
        </Popper.Content>
      </Portal.Root>
    </Popper.Root>
  );
}
