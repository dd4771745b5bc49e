import type { UploadEntry } from "../../state/workspace/uploads.ts";

/** More than a workspace can hold: a dropped home folder must not be walked to the end. */
const MOST = 5000;

/** The dropped files, folders included. Entries must be taken from the event before the first await. */
export async function droppedEntries(transfer: DataTransfer): Promise<UploadEntry[]> {
  const roots = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const loose = [...transfer.files];
  if (roots.length === 0) return loose.map((file) => ({ path: file.name, file }));
  const found: UploadEntry[] = [];
  for (const root of roots) await walk(root, found);
  return found;
}

/** The files picked in a file or folder dialog. */
export function chosenEntries(files: FileList): UploadEntry[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function walk(entry: FileSystemEntry, found: UploadEntry[]): Promise<void> {
  if (found.length > MOST) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (isFile(entry)) {
    found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
  } else if (isDirectory(entry)) {
    const children = await childrenOf(entry);
    if (children.length === 0) found.push({ path });
    for (const child of children) await walk(child, found);
  }
}

/** `readEntries` returns at most a hundred at a time, and none once all were returned. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || children.length > MOST) return children;
    children.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
