export const messages = {
  dismiss: "Dismiss",
  /** Radix puts the key in. */
  list: "Notifications ({hotkey})",
} as const;
