const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The build shortcut on this platform. */
export const BUILD_KEYS = isApple ? "⌘⏎" : "Ctrl ⏎";

/** True if the key of the platform for commands is held, and no other: Ctrl, or ⌘ on a Mac. */
export function hasMod(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): boolean {
  const [held, other] = isApple ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return held && !other && !event.altKey && !event.shiftKey;
}

/** A key as it is written on this platform: "Mod+1" is "Ctrl 1" or "⌘1". */
export function keyWords(key: string): string {
  return isApple
    ? key.replace("Mod+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥").replace("Ctrl+", "⌃").replace("Enter", "⏎")
    : key.replace("Mod+", "Ctrl ").replace("Enter", "⏎").replaceAll("+", " ");
}

/** True for the build shortcut: Ctrl+Enter or ⌘+Enter. */
export function isBuildKey(event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}
