/** What passes: a menu is gone when what was chosen in it opens. */
const PASSING = '[role="menu"], [role="dialog"], [role="alertdialog"]';

let last: HTMLElement | undefined;

/** Call once: follows where the focus is on the page itself. */
export function watchFocus(): void {
  addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.closest(PASSING) === null) last = target;
  });
}

/** A button that took the place of the one that had the focus. */
export function noteFocused(element: HTMLElement): void {
  last = element;
}

/** The element of the page that had the focus last, if it is still there. */
export const lastFocused = (): HTMLElement | undefined => (last?.isConnected ? last : undefined);
