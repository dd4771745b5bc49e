export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to see the files in the image.",
  view: "View of the files",
  views: { list: "List", map: "Map" },
  tree: "Files in the image",
  root: "Root file system",
  order: (order: "name" | "size") => `by ${order}`,
  changeOrder: (order: "name" | "size") => `Sorted by ${order}. Press to sort by ${order === "name" ? "size" : "name"}`,
  files: (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "file" : "files"}`,
  facts: (path: string, mode: string, owner: string, layer: number) =>
    `${path}\nmode ${mode}, owner ${owner}, layer ${layer}`,
  link: "link",
  emptyFolder: "empty",

  contents: (path: string) => `Contents of ${path}`,
  close: "Close file",
  binary: "Binary file, no preview.",
  sizedBinary: (size: string) => `Binary file (${size}), no preview.`,
  emptyFile: "Empty file.",
  truncated: "Preview truncated.",
} as const;
