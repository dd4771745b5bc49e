import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./Menu.module.css";
import { MenuRows } from "./MenuRows.tsx";
import type { MenuItem } from "./menuItem.ts";

interface MenuProps {
  /** One button. */
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: "start" | "end";
  onOpenChange?: (open: boolean) => void;
  /** Puts the focus where the choice leads, if that is not the button. True if it did. */
  onCloseFocus?: () => boolean;
}

export function Menu({ trigger, items, align = "start", onOpenChange = () => {}, onCloseFocus }: MenuProps) {
  return (
    <Radix.Root modal={false} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
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
