/** Reads a stored value; undefined if there is none, it is invalid, or storage is not available. */
export function readStored<T>(key: string, isValid: (value: unknown) => value is T, place = localPlace): T | undefined {
  try {
    const text = place().getItem(key);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Stores a value. False if the browser refuses (private mode, quota exceeded). */
export function writeStored(key: string, value: unknown, place = localPlace): boolean {
  try {
    place().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Kept on this device. Asking for it may throw. */
const localPlace = (): Storage => localStorage;
/** Kept while the tab is open, across reloads. */
export const tabPlace = (): Storage => sessionStorage;
