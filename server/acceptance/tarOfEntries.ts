import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

type TestEntry = { readonly path: string } & ({ readonly text: string } | { readonly link: string });

/** A small archive of text files and symbolic links, hostile names included. */
export function tarOfEntries(entries: readonly TestEntry[]): Uint8Array<ArrayBuffer> {
  const parts = entries.flatMap((entry): Uint8Array[] => {
    const common = { path: entry.path, mode: 0o644, uid: 0, gid: 0, mtime: 0 };
    if ("link" in entry) return [tarHeader({ ...common, type: "symlink", size: 0, linkTarget: entry.link })];
    const bytes = Buffer.from(entry.text);
    return [tarHeader({ ...common, type: "file", size: bytes.length }), bytes, tarPadding(bytes.length)];
  });
  return new Uint8Array(Buffer.concat([...parts, TAR_END]));
}
