export const messages = {
  menu: "Examples",
  back: (name: string) => `Back to ${name || "your files"}`,
  backDetail: "Your previous files",
  opened: (title: string) => `Opened “${title}”. Undo brings your files back.`,
  failed: (title: string) => `Could not load “${title}”. Check your connection and try again.`,
} as const;
