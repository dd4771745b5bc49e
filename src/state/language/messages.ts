export const messages = {
  undo: "Undo",
  applied: (title: string) => `Applied: ${title}.`,
  fixed: (count: number) => (count === 1 ? "Fixed 1 finding." : `Fixed ${count} findings.`),
  nothingSafe: "No finding has a safe automatic fix.",
  changedMeanwhile: "The Dockerfile changed in the meantime. Try again.",
} as const;
