export const messages = {
  undo: "Undo",
  deleted: (path: string, entries: number) =>
    entries === 1 ? `Deleted ${path}.` : `Deleted ${path} (${entries} entries).`,
  tookTheirs: "Switched to the other tab's version.",
  restoreMine: "Restore mine",

  newName: "untitled",
  copyName: (name: string) => `${name || "untitled"} copy`,
  notOpened: (reason: string) => `Could not open the workspace. ${reason}`,
  shareNotOpened: (reason: string) => `Could not open the shared copy. ${reason}`,
  notCreated: (reason: string) => `Could not create the workspace. ${reason}`,
  notDeleted: (reason: string) => `Could not delete the workspace. ${reason}`,
  notRestored: (reason: string) => `Could not restore it. ${reason}`,
  notExported: (path: string) => `Could not export: the content of ${path} was not found. Try again.`,
  notSaved: "Your last changes are not saved yet.",
  forked: "This is your own copy now.",
  deletedWorkspace: (name: string) => `Deleted ${name || "the workspace"}.`,
  restoredText: (path: string, time: string) => `${path} is as in the build of ${time}.`,
  restoredVersion: (age: string) => `Restored the version of ${age}.`,

  taken: (path: string) => `${path} already exists.`,
  insideFile: (path: string) => `${path} is a file, not a folder.`,
  full: (limit: number) => `A workspace holds up to ${limit} files.`,

  uploadRunning: "Another upload is in progress.",
  tooManyFiles: (count: number, limit: number) => `${count} files are too many: a workspace holds up to ${limit}.`,
  skipped: (path: string, fault: string) => `Skipped ${path || "a file"}. ${fault}`,
  replaced: (paths: readonly string[]) => `Replaced ${paths.length === 1 ? paths[0] : `${paths.length} files`}.`,
  notUploaded: (path: string, reason: string) => `Could not upload ${path}. ${reason}`,
  unreadable: (path: string, reason: string) => `Could not read ${path}. ${reason}`,
  uploadCanceled: "Upload canceled.",
} as const;
