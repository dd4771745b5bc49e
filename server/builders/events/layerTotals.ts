import type { StepLayer } from "#contract/build.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

/** What a layer holds: bytes of its files as `docker history` counts them, and the number of files without folders. */
export function layerTotals(entries: readonly LayerEntry[]): Pick<StepLayer, "size" | "files"> {
  let size = 0;
  let files = 0;
  for (const entry of entries) {
    if (entry.type === "file") size += entry.size;
    if (entry.type !== "dir") files += 1;
  }
  return { size, files };
}
