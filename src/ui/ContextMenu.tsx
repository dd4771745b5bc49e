import { ContextMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./Menu.module.css";
import { MenuRow } from "./MenuRow.tsx";
import type { MenuItem } from "./menuItem.ts";

/** A menu at the pointer (right click, long press, Shift+F10) over its one child. */
export function ContextMenu({ items, children }: { items: readonly MenuItem[]; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} collisionPadding={8}>
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
