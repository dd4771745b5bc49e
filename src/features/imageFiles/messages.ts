export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to see the files in the image.",
  tree: "Files in the image",
  noFiles: "The image has no layers",
  upTo: "up to",
  wholeImage: "the whole image",
  layer: (number: number, instruction: string) => `layer ${number} · ${instruction}`,

  contents: (path: string) => `Contents of ${path}`,
  close: "Close file",
  binary: "Binary file, no preview.",
  sizedBinary: (size: string) => `Binary file (${size}), no preview.`,
  emptyFile: "Empty file.",
  truncated: "Preview truncated.",
  changedLater: "A later layer changes or deletes this file. Only the content it has in the whole image can be read.",
} as const;
