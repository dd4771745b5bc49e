import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./Dialog.module.css";
import { Icon } from "./Icon.tsx";
import { useReturnFocus } from "./useReturnFocus.ts";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: "small" | "wide";
  children?: ReactNode;
}

/** What a small dialog asks for comes first, not its Close button. */
function focusFirstField(event: Event): void {
  const field = event.target instanceof Element && event.target.querySelector<HTMLInputElement>("form input");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

export function OpenDialog({ open, onOpenChange, title, description, footer, size = "small", children }: DialogProps) {
  const focus = useReturnFocus(size === "small" ? focusFirstField : undefined);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content
          className={styles.dialog}
          data-size={size}
          {...focus}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className={styles.header}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            <Radix.Close asChild>
              <button type="button" aria-label="Close" className={styles.close}>
                <Icon name="close" />
              </button>
            </Radix.Close>
          </div>
          {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
          {children && <div className={styles.body}>{children}</div>}
          {footer && <div className={styles.footer}>{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
