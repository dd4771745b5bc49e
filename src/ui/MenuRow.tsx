import { Icon } from "./Icon.tsx";
import styles from "./Menu.module.css";
import type { MenuItem } from "./menuItem.ts";

export function MenuRow({ item }: { item: Extract<MenuItem, { kind: "item" }> }) {
  return (
    <>
      {item.checked !== undefined && <span className={styles.mark}>{item.checked && <Icon name="check" />}</span>}
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.text}>
        <span>{item.label}</span>
        {item.detail && <span className={styles.detail}>{item.detail}</span>}
      </span>
      {item.shortcut && <kbd className={styles.shortcut}>{item.shortcut}</kbd>}
    </>
  );
}
