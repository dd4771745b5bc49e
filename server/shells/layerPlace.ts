import { problemError } from "#contract/problemError.ts";
import { configAtLayer } from "#server/oci/inspect/configAtLayer.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { ShellPlace } from "./openShell.ts";

/** The files of an image up to a layer, with what was set by then. Throws a ProblemError (request/not-found). */
export function layerPlace(image: StoredImage, layer: number): ShellPlace {
  const { layers, config: whole, baseLayers = 0 } = image;
  if (layer >= layers.length) throw problemError("request/not-found", `The image has no layer ${layer}.`);
  const provenance = image.provenance.map((row) => row ?? undefined);
  const config = configAtLayer({ config: whole, layers, baseLayers, provenance }, layer);
  const { os, architecture, variant } = whole;
  return {
    layers: layers.slice(0, layer + 1).map(({ diffId }) => diffId),
    config,
    history: historyUpTo(whole.history ?? [], layer),
    platform: { os, architecture, ...(variant !== undefined && { variant }) },
    what: "layer",
  };
}

/** The rows up to the one that made a layer. */
function historyUpTo<Row extends { empty_layer?: boolean | undefined }>(rows: readonly Row[], layer: number): Row[] {
  const made = rows.flatMap(({ empty_layer: isEmpty }, index) => (isEmpty === true ? [] : [index]));
  return rows.slice(0, (made[layer] ?? rows.length - 1) + 1);
}
