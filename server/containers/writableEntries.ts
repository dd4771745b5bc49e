import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import { problemError } from "#contract/problemError.ts";
import { contentComparer } from "#server/oci/inspect/entries/compareContents.ts";
import { EntryList } from "#server/oci/inspect/entries/entryList.ts";
import { EntryView } from "#server/oci/inspect/entries/entryView.ts";
import { listEntries } from "#server/oci/inspect/entries/listEntries.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import { UpperFiles } from "#server/rootfs/upperFiles.ts";
import { UPPER_LAYER } from "#server/rootfs/upperLayer.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { readWritable, type Writable, type WritableContent } from "./writable.ts";

/**
 * A page of the paths of a writable layer, like an image's layer on top of all others, or of all files of the container but
 * those of volumes. Read again for each page: commands may be changing them. Throws a ProblemError.
 */
export async function writableEntries(
  blobs: BlobStore,
  writable: Pick<Writable, "layers" | "upper">,
  query: EntriesQuery,
  launch?: Launch,
): Promise<EntriesPage> {
  const content = await readWritable(blobs, writable, undefined, launch);
  const upper = new UpperFiles(writable.upper);
  try {
    return contentEntries(content, query, ({ layer, entry }) =>
      layer === UPPER_LAYER ? upper.pieces(entry.path, entry.size) : contentPieces(blobs, { layer, entry }),
    );
  } finally {
    upper.close();
  }
}

/** The same of what was read already. `bytesOf`: of a file of either tree. */
export function contentEntries(
  { below, merged }: Pick<WritableContent, "below" | "merged">,
  query: EntriesQuery,
  bytesOf: Parameters<typeof contentComparer>[0],
): EntriesPage {
  const step = { before: below.root, after: merged.root, layer: below.layers.length };
  const view = new EntryView(new EntryList(step, query.of), query);
  const page = listEntries(view, query, contentComparer(bytesOf));
  if (page !== undefined) return page;
  throw problemError("request/not-found", `There is no folder ${JSON.stringify(query.folder.slice(0, 200))}.`);
}
