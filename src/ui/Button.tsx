import { clsx } from "clsx";
import type { ComponentProps } from "react";
import styles from "./Button.module.css";

interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` once per view; `plain` has a border; `quiet` is text until hovered; `danger` destroys something. */
  variant?: "primary" | "plain" | "quiet" | "danger";
}

export function Button({ variant = "plain", className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={clsx(styles.button, styles[variant], className)} {...rest} />;
}
