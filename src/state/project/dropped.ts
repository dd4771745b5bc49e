/** What was dropped or pasted: the entries of folders are still to be listed. */
export interface Dropped {
  readonly files: readonly File[];
  readonly folders: readonly FileSystemDirectoryEntry[];
}

/** Must be called before the first await: then the event's data is gone. */
export function takeDropped(transfer: DataTransfer): Dropped {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const folders = entries.filter(isDirectory);
  const names = new Set(folders.map(({ name }) => name));
  // A folder is in the list of files, too, as a file that can't be read.
  return { files: [...transfer.files].filter(({ name }) => !names.has(name)), folders };
}

export const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

export const hasFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes("Files") === true;
