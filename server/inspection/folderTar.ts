import type { FolderPage, FolderRow } from "#server/oci/inspect/file/folderRows.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

/** A page of what is in the folder. */
export type FolderPages = (from: number, limit: number) => Promise<FolderPage>;

const PAGE = 2000;

/** A folder with everything in it as a tar whose names begin with the folder's. Waits for the first page only. */
export async function folderTar(blobs: BlobStore, pages: FolderPages): Promise<AsyncGenerator<Uint8Array>> {
  return tarOf(blobs, pages, await pages(0, PAGE));
}

async function* tarOf(blobs: BlobStore, pages: FolderPages, first: FolderPage): AsyncGenerator<Uint8Array> {
  const above = first.folder.slice(0, first.folder.lastIndexOf("/") + 1).length;
  let page = first;
  for (let from = 0; ; page = await pages(from, PAGE)) {
    for (const row of page.rows) yield* member(blobs, row, above);
    from += page.rows.length;
    if (from >= page.total || page.rows.length === 0) break;
  }
  yield TAR_END;
}

/** `above`: the length of what names begin with and the tar leaves out. */
function* member(blobs: BlobStore, row: FolderRow, above: number): Generator<Uint8Array> {
  const name = row.path.slice(above);
  // The root has no name in a tar of it.
  if (name === "") return;
  const { placedIn: _placedIn, holder, linkTo, xattrs, ...entry } = row;
  if (linkTo !== undefined) {
    yield tarHeader({ ...entry, path: name, type: "hardlink", size: 0, linkTarget: linkTo.slice(above) });
    return;
  }
  yield tarHeader({ ...entry, path: name, ...(xattrs && { xattrs }) });
  if (row.type !== "file") return;
  yield* contentPieces(blobs, { layer: holder, entry: row });
  yield tarPadding(row.size);
}
