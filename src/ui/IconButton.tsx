import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  icon: IconName;
  /** Shown after the label in the tooltip. */
  shortcut?: string;
}

export function IconButton({ label, icon, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} (${shortcut})` : label}>
      <button type="button" aria-label={label} className={clsx(styles.button, className)} {...rest}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}
