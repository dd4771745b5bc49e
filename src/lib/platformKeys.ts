const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The build shortcut as this machine's keyboard has it. */
export const BUILD_KEYS = isApple ? "⌘⏎" : "Ctrl ⏎";

/** True for the key that builds: Ctrl+Enter or ⌘+Enter. */
export function isBuildKey(event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}
