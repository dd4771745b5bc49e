export const messages = {
  notSaved: "Not saved.",
  conflict: (paths: readonly string[]) => `${paths.join(", ")} also changed in another tab.`,
  conflictDetail: "Your version stays here, unsaved, until you choose.",
  compare: "Compare",
  takeTheirs: "Use the other version",
  keepMine: "Keep mine",

  title: "Compare versions",
  onlyMine: "+ only in yours",
  onlyTheirs: "− only in the other tab's",
  deleted: "(deleted)",
  binary: (bytes: number) => `(binary, ${bytes} bytes)`,
} as const;
