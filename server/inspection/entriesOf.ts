import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import { contentComparer, type ReadContent } from "#server/oci/inspect/entries/compareContents.ts";
import { entryView } from "#server/oci/inspect/entries/entryViews.ts";
import { listEntries } from "#server/oci/inspect/entries/listEntries.ts";
import type { InspectedLayers } from "#server/oci/inspect/inspectedImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import { missing } from "./missing.ts";

/** A page of the files of a layer. Throws a ProblemError: request/not-found, request/pattern. */
export function entriesOf(
  image: InspectedLayers,
  { layer, query }: { readonly layer: number; readonly query: EntriesQuery },
  read: ReadContent,
): EntriesPage {
  const view = entryView(image, layer, query) ?? missing(`layer ${layer}`);
  const page = listEntries(view, query, contentComparer(read));
  return page ?? missing(`folder ${JSON.stringify(query.folder.slice(0, 200))} in this layer`);
}

export function storedContent(blobs: BlobStore): ReadContent {
  return ({ layer, entry }) => contentPieces(blobs, { layer, entry });
}
