export const messages = {
  menu: "Examples",
  failed: (title: string) => `Could not load “${title}”. Check your connection and try again.`,
} as const;
