import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import styles from "./Field.module.css";

interface FieldProps {
  label: string;
  /** `inside`: the label is in the box, before the control; `above`: over it. */
  placement?: "inside" | "above";
  className?: string | undefined;
  children: ReactNode;
}

export function Field({ label, placement = "inside", className, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={clsx(styles.field, styles[placement], className)}>
      <span className={styles.label}>{label}</span>
      {children}
    </label>
  );
}

export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return <input spellCheck={false} autoComplete="off" className={clsx(styles.input, className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={clsx(styles.input, styles.select, className)} {...rest} />;
}
