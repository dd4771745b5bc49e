import type { ContextMenu, DropdownMenu } from "radix-ui";
import styles from "./Menu.module.css";
import { MenuRow } from "./MenuRow.tsx";
import type { MenuItem } from "./menuItem.ts";

type Parts = Pick<typeof DropdownMenu | typeof ContextMenu, "Item" | "Label" | "Separator">;

/** The rows of either kind of menu; `parts` are the components of that kind. */
export function MenuRows({ items, parts }: { items: readonly MenuItem[]; parts: Parts }) {
  return items.map((item, index) => {
    // Two rows may have the same label: workspaces with the same name.
    const key = `${index}-${item.kind === "separator" ? "" : item.label}`;
    if (item.kind === "separator") return <parts.Separator key={key} className={styles.separator} />;
    if (item.kind === "label")
      return (
        <parts.Label key={key} className={styles.label}>
          {item.label}
        </parts.Label>
      );
    return (
      <parts.Item
        key={key}
        className={styles.item}
        data-danger={item.danger || undefined}
        disabled={item.disabled ?? false}
        onSelect={item.onSelect}
        {...(item.checked === undefined ? {} : { role: "menuitemradio", "aria-checked": item.checked })}
      >
        <MenuRow item={item} />
      </parts.Item>
    );
  });
}
