import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { LayerWriter, WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";

/** Bytes between two checks whether the work was canceled. */
const CHECK_BYTES = 16 * 1024 * 1024;

/**
 * Writes a layer of what `add` makes of each entry: one pass, hashed and indexed on the way; nothing larger than a
 * piece is held in memory. Throws StoreFullError, and the signal's reason if it aborts.
 */
export async function writeLayer<Entry>(
  store: BlobStore,
  entries: Iterable<Entry>,
  add: (writer: LayerWriter, entry: Entry) => void,
  signal: AbortSignal,
): Promise<WrittenLayer> {
  const writer = openLayerWriter(store);
  try {
    let checked = 0;
    for (const entry of entries) {
      add(writer, entry);
      if (writer.size - checked > CHECK_BYTES) {
        checked = writer.size;
        await new Promise(setImmediate);
        signal.throwIfAborted();
      }
    }
    return writer.finish();
  } catch (error) {
    writer.abort();
    throw error;
  }
}
