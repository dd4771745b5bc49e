import { counted } from "../../lib/counted.ts";

export const messages = {
  menu: "Learn",
  lessons: "Lessons",
  examples: "Examples",
  loading: "Loading lessons…",
  missing: "Could not load the lessons. Check your connection.",
  preview: "Preview this workspace as a lesson",
  minutes: (minutes: number) => `${minutes} min`,
  steps: (steps: number) => counted(steps, "step"),
  far: (step: number, of: number) => `at step ${step} of ${of}`,
  finished: "finished",
  notPreviewed: "Could not load the preview. Check your connection and try again.",
  failed: (title: string) => `Could not load “${title}”. Check your connection and try again.`,
} as const;
