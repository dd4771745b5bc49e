/** The terminal that a person asked for: it gets the keyboard as soon as it is on the screen. */
let wanted: string | undefined;

const listeners = new Set<() => void>();

/** Whether a terminal is to get the keyboard; true once. */
export function takeFocus(id: string): boolean {
  const isWanted = wanted === id;
  if (isWanted) wanted = undefined;
  return isWanted;
}

export function wantFocus(id: string): void {
  wanted = id;
  for (const listener of listeners) listener();
}

/** Calls back when a terminal that may be on the screen already is to get the keyboard. */
export function onFocusWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
