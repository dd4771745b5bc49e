export const messages = {
  look: "Show the class what is selected here",
  stopLook: "Stop showing the class",
  taken: (paths: readonly string[]) =>
    paths.length === 1 ? `Added ${paths[0]}` : `Added ${paths.length} files in ${paths[0]?.split("/")[0]}`,
} as const;
