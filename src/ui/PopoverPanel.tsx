import { Popover } from "radix-ui";
import { type ReactNode, Suspense } from "react";
import styles from "./PopoverPanel.module.css";

interface PopoverPanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it. */
  trigger: ReactNode;
  label: string;
  /** Pixels; less on a narrower screen. */
  width: number;
  /** Pixels between the button and the panel. */
  offset: number;
  /** May be loaded late. */
  children: ReactNode;
}

/** A panel of its own beside the button that opens it. */
export function PopoverPanel({ open, onOpenChange, trigger, label, width, offset, children }: PopoverPanelProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          style={{ width: `min(${width}px, calc(100vw - 16px))` }}
          align="end"
          sideOffset={offset}
          collisionPadding={8}
          aria-label={label}
        >
          <Suspense>{children}</Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
