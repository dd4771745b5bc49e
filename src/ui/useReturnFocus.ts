import { useRef } from "react";
import { lastFocused } from "./lastFocus.ts";

interface FocusHandlers {
  readonly onOpenAutoFocus: (event: Event) => void;
  readonly onCloseAutoFocus: (event: Event) => void;
}

/**
 * Gives the focus back to what had it when a dialog opened. Radix only knows the dialog's own trigger: without one, the
 * focus is lost. Of a menu that opened it, the button gets it. `onClose` may put it elsewhere, and then says true.
 */
export function useReturnFocus(onOpen?: (event: Event) => void, onClose?: () => boolean): FocusHandlers {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus(event) {
      opener.current = document.activeElement;
      onOpen?.(event);
    },
    onCloseAutoFocus(event) {
      if (onClose?.()) return event.preventDefault();
      const { current } = opener;
      const isThere = current instanceof HTMLElement && current.isConnected && current !== document.body;
      const next = isThere ? current : lastFocused();
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
}
