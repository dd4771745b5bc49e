import type { Digest } from "#contract/names/digest.ts";
import { fileAddress, folderAddress, layerAddress, listingAddress } from "../../api/imageFile.ts";

/** URLs of what can be kept of a file and of what is around it. */
export function downloadsOf(image: Digest, { path, layer }: { readonly path: string; readonly layer: number }) {
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  return {
    file: fileAddress(image, { path, layer }),
    folder: folderAddress(image, { path: folder, layer }),
    ofLayer: layerAddress(image, layer),
    json: listingAddress(image, layer, { of: "root", format: "json" }),
    csv: listingAddress(image, layer, { of: "root", format: "csv" }),
  };
}
