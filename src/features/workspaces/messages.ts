export const messages = {
  menu: (name: string) => `Workspace ${name}`,
  untitled: "untitled",
  name: "Workspace name",

  new: "New workspace",
  duplicate: "Duplicate",
  rename: "Rename",
  recent: "Recent",
  all: (count: number) => `All workspaces (${count})…`,
  import: "Import…",
  importDetail: "A zip or tar. Folders can be dropped.",
  importFiles: "Archive to import",
  notImported: "Could not load what an import needs. Check your connection and try again.",
  export: "Export as zip",
  teach: "Teach…",
  teachDetail: "Open a room for a class.",
  versions: "Earlier versions…",
  delete: "Delete",
  summary: (files: number, size: string, age: string) => `${count(files, "file")} · ${size} · ${age}`,

  allTitle: "Workspaces",
  allAbout: "Everything is saved as you type. Deleted workspaces can be restored.",
  openNow: "open now",
  deleteOne: (name: string) => `Delete ${name}`,
  restoreOne: (name: string) => `Restore ${name}`,
  deletedTitle: "Deleted",
  restore: "Restore",

  versionsTitle: "Earlier versions",
  versionsAbout: "Kept every ten minutes while you type, and before anything that loses files.",
  versionsNone: "No earlier versions yet. The first one is kept with your next change.",
  loadFailed: "Could not load the versions. Check your connection and try again.",
  same: "Same as now.",
  changed: "changed",
  onlyThen: "only then",
  onlyNow: "only now",
  restoreVersion: "Restore this version",
  onlyThenLine: "− only then",
  onlyNowLine: "+ only now",
} as const;

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString("en-US")} ${noun}${amount === 1 ? "" : "s"}`;
}
