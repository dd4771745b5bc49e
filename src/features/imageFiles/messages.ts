export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to see the files in the image.",
  view: "View of the files",
  views: { list: "List", map: "Map" },
  tree: "Files in the image",
  noFiles: "The image has no layers",
  upTo: "up to",
  wholeImage: "the whole image",
  layer: (number: number, instruction: string) => `layer ${number} · ${instruction}`,
  search: "Search the image",
} as const;
