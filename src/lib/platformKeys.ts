const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The build shortcut on this platform. */
export const BUILD_KEYS = isApple ? "⌘⏎" : "Ctrl ⏎";

type KeyPressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** True if the key of the platform for commands is held, and no other: Ctrl, or ⌘ on a Mac. */
function hasMod(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): boolean {
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
export function isBuildKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPressed): boolean {
  return key === "Enter" && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

/** A key as commands name it, such as "Mod+1" or "Mod+Shift+Enter"; undefined without the key of the platform for commands. */
export function commandKey({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyPressed): string | undefined {
  if (!hasMod({ ctrlKey, metaKey, altKey: false, shiftKey: false })) return undefined;
  return `Mod+${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}${key}`;
}
