import { DropdownMenu as Radix } from "radix-ui";
import { useEffect, useRef } from "react";
import type { TriggerElement } from "./LateTrigger.tsx";
import { noteFocused } from "./lastFocus.ts";
import styles from "./Menu.module.css";
import { MenuRows } from "./MenuRows.tsx";
import type { MenuItem } from "./menuItem.ts";

export interface MenuProps {
  /** One button. */
  trigger: TriggerElement;
  items: readonly MenuItem[];
  align?: "start" | "end";
  onOpenChange?: (open: boolean) => void;
  /** Puts the focus where the choice leads, if that is not the button. True if it did. */
  onCloseFocus?: () => boolean;
}

interface OpenMenuProps extends MenuProps {
  /** It was opened by a key before it was drawn. */
  byKeyboard: boolean;
}

/** Open from the start: it is drawn because its button was pressed. */
export function OpenMenu({ trigger, items, align = "start", onOpenChange, onCloseFocus, byKeyboard }: OpenMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // A dialog that is opened by an item gives the focus back to it.
  useEffect(() => void (button.current && noteFocused(button.current)), []);
  useEffect(() => {
    if (!byKeyboard) return;
    const frame = requestAnimationFrame(() =>
      menu.current?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [byKeyboard]);
  return (
    <Radix.Root modal={false} defaultOpen {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          ref={menu}
          className={styles.menu}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => onCloseFocus?.() && event.preventDefault()}
        >
          <MenuRows items={items} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
