import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./Menu.module.css";
import { MenuRow } from "./MenuRow.tsx";
import type { MenuItem } from "./menuItem.ts";

interface MenuProps {
  /** One button. */
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: "start" | "end";
}

export function Menu({ trigger, items, align = "start" }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8}>
          {items.map((item, index) => {
            const key = item.kind === "separator" ? `separator-${index}` : `${item.kind}-${item.label}`;
            if (item.kind === "separator") return <Radix.Separator key={key} className={styles.separator} />;
            if (item.kind === "label")
              return (
                <Radix.Label key={key} className={styles.label}>
                  {item.label}
                </Radix.Label>
              );
            return (
              <Radix.Item
                key={key}
                className={styles.item}
                data-danger={item.danger || undefined}
                disabled={item.disabled ?? false}
                onSelect={item.onSelect}
                {...(item.checked === undefined ? {} : { role: "menuitemradio", "aria-checked": item.checked })}
              >
                <MenuRow item={item} />
              </Radix.Item>
            );
          })}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
