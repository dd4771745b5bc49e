import { clsx } from "clsx";
import type { ComponentProps, MouseEvent } from "react";
import styles from "./Button.module.css";

interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` once per view; `plain` has a border; `quiet` is text until hovered; `danger` destroys something. */
  variant?: "primary" | "plain" | "quiet" | "danger";
  /**
   * It was pressed, and what it does is on its way: it does nothing until then. Unlike a disabled button, it keeps the
   * focus of whoever pressed it with a key.
   */
  pending?: boolean;
}

export function Button({
  variant = "plain",
  pending = false,
  className,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(styles.button, styles[variant], className)}
      aria-disabled={pending || undefined}
      onClick={pending ? ignore : onClick}
      {...rest}
    />
  );
}

/** Nor does it submit its form. */
function ignore(event: MouseEvent): void {
  event.preventDefault();
}
