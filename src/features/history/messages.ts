export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to see the history of the image.",
  fullCommands: "Full commands",
  columns: { image: "Image", created: "Created", createdBy: "Created by", size: "Size", comment: "Comment" },
  /** Docker's word for an intermediate image. */
  missing: "<missing>",
  missingDetail: "Intermediate images are not kept, only their layers",
  showCommand: "Show the full command",
  noCommand: "(not recorded)",
  line: (line: number) => `line ${line}`,
  baseImage: "base image",
} as const;
