const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The build shortcut on this platform. */
export const BUILD_KEYS = isApple ? "⌘⏎" : "Ctrl ⏎";

/** True for the build shortcut: Ctrl+Enter or ⌘+Enter. */
export function isBuildKey(event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}
