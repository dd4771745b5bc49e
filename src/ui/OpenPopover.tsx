import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import type { TriggerElement } from "./LateTrigger.tsx";
import styles from "./PopoverPanel.module.css";

export interface PopoverPanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it. */
  trigger: TriggerElement;
  label: string;
  /** Pixels; less on a narrower screen. */
  width: number;
  /** Pixels between the button and the panel. */
  offset: number;
  align?: "start" | "end";
  side?: "top" | "bottom";
  /** May be loaded late. */
  children: ReactNode;
}

export function OpenPopover(props: PopoverPanelProps) {
  const { open, onOpenChange, trigger, label, width, offset, align = "end", side = "bottom", children } = props;
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          style={{ width: `min(${width}px, calc(100vw - 16px))` }}
          align={align}
          side={side}
          sideOffset={offset}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
