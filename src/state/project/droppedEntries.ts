import { isDirectory } from "./dropped.ts";
import { messages } from "./messages.ts";
import { MAX_ENTRIES, type ProjectEntry, UnreadableProject } from "./projectEntry.ts";

/** All that is in the folders. Files are opened when they are read: most of them may be ignored. */
export async function listFolders(
  folders: readonly FileSystemDirectoryEntry[],
  signal: AbortSignal,
): Promise<ProjectEntry[]> {
  const found: ProjectEntry[] = [];
  const todo: FileSystemEntry[] = [...folders];
  for (let entry = todo.pop(); entry; entry = todo.pop()) {
    signal.throwIfAborted();
    if (found.length >= MAX_ENTRIES) throw new UnreadableProject(messages.tooManyEntries(MAX_ENTRIES));
    const path = entry.fullPath.replace(/^\//, "");
    if (isFile(entry)) found.push({ path, kind: "file", read: () => openFile(entry) });
    else if (isDirectory(entry)) {
      found.push({ path, kind: "folder", read: async () => new Blob() });
      todo.push(...(await childrenOf(entry)));
    }
  }
  return found;
}

/** The files picked in a folder dialog. */
export function chosenEntries(files: readonly File[]): ProjectEntry[] {
  return files.map((file) => ({
    path: file.webkitRelativePath || file.name,
    kind: "file",
    size: file.size,
    read: async () => file,
  }));
}

/** `readEntries` returns at most a hundred at a time, and none once all were returned. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || children.length > MAX_ENTRIES) return children;
    children.push(...some);
  }
}

const openFile = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
