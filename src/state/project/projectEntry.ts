/** A file, folder, or link of a dropped folder or an archive, not read yet. */
export interface ProjectEntry {
  /** As it is written there. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link";
  /** Bytes, if known before it is read. */
  readonly size?: number;
  /** Permission bits, where they are known: browsers don't tell those of files. */
  readonly mode?: number;
  readonly read: () => Promise<Blob>;
}

/** Most entries of a folder or an archive, ignored ones too. */
export const MAX_ENTRIES = 100_000;
/** Most bytes that an archive may unpack to. */
export const MAX_UNPACKED = 1_000_000_000;

/** Why a folder or an archive can't be read, as a sentence for a person. */
export class UnreadableProject extends Error {}
