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
  size?: "small" | "medium" | "wide";
  /** Puts the focus where a choice leads, if that is not back. True if it did. */
  onCloseFocus?: () => boolean;
  children?: ReactNode;
}

/** What a small dialog asks for comes first, or the button that is marked, not its Close button. */
const focusFirstField = (event: Event): void => focusFirst(event, ["form input", "[data-first-focus]"]);

/** A wide one says by `data-first-field` what it asks for. */
const focusNamedField = (event: Event): void => focusFirst(event, ["[data-first-field]", "[data-first-focus]"]);

function focusFirst(event: Event, selectors: readonly string[]): void {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const [field] = selectors.flatMap((selector) => target.querySelector<HTMLElement>(selector) ?? []);
  if (!field) return;
  event.preventDefault();
  field.focus();
  if (field instanceof HTMLInputElement) field.select();
}

export function OpenDialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, size = "small", onCloseFocus, children } = props;
  const focus = useReturnFocus(size === "wide" ? focusNamedField : focusFirstField, onCloseFocus);
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
