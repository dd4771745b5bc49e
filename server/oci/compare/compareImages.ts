import type { ComparedImage, ComparedLayer, ImageComparison } from "#contract/imageComparison.ts";
import { parseCreatedBy } from "#server/oci/inspect/createdBy.ts";
import { matchHistory } from "#server/oci/inspect/historyRows.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { analyzeLayers } from "#server/oci/inspect/layerAnalysis.ts";
import { nodesBelow } from "#server/oci/inspect/treeChanges.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { alignLayers } from "./alignLayers.ts";
import { compareTrees, type TreeDifferences } from "./compareTrees.ts";
import { configDifferences } from "./configDifferences.ts";
import { historyDifferences } from "./historyDifferences.ts";
import { type FileDigest, hasSameFiles } from "./sameFiles.ts";

/** A comparison, and the paths that it counts. */
export interface ComparedImages {
  readonly comparison: ImageComparison;
  readonly paths: TreeDifferences["paths"];
}

export interface Comparing {
  readonly digestOf: FileDigest;
  /** Most paths that are kept. */
  readonly limit: number;
}

/** Two images side by side: `a` is before, `b` after. Sizes in bytes. */
export function compareImages(a: InspectedImage, b: InspectedImage, { digestOf, limit }: Comparing): ComparedImages {
  const [treeA, treeB] = [analyzeLayers(a).tree.root, analyzeLayers(b).tree.root];
  const differences = compareTrees(treeA, treeB, {
    limit,
    digestOf: ({ layer, entry }) => digestOf(layer, entry),
  });
  const layers = alignLayers({
    a: comparedLayers(a),
    b: comparedLayers(b),
    hasSameFiles: (old, now) => {
      const [layerA, layerB] = [a.layers[old.index], b.layers[now.index]];
      return layerA !== undefined && layerB !== undefined && hasSameFiles(layerA, layerB, digestOf);
    },
  });
  const config = configDifferences(a.config, b.config);
  return {
    comparison: {
      a: comparedImage(a),
      b: comparedImage(b),
      layers,
      config,
      history: historyDifferences(a.config, b.config),
      files: differences.files,
    },
    paths: differences.paths,
  };
}

function comparedImage(image: InspectedImage): ComparedImage {
  const { id, tags, config, source, baseName } = image;
  const { layers, tree } = analyzeLayers(image);
  const seen = new Set<LayerEntry>();
  let visible = 0;
  let files = 0;
  for (const { node } of nodesBelow({ path: "", node: tree.root })) {
    const { entry } = node.inode;
    if (node.children === undefined) files += 1;
    if (entry.type !== "file" || seen.has(entry)) continue;
    seen.add(entry);
    visible += entry.size;
  }
  return {
    id,
    tags: [...tags],
    platform: [config.os, config.architecture, ...(config.variant ? [config.variant] : [])].join("/"),
    size: layers.reduce((sum, { contentSize }) => sum + contentSize, 0),
    visible,
    files,
    ...(baseName !== undefined && { baseName }),
    ...(config.created !== undefined && { created: config.created }),
    ...(source && {
      build: source.build,
      source: { dockerfile: source.dockerfile, dockerfileText: source.dockerfileText },
    }),
  };
}

function comparedLayers(image: InspectedImage): ComparedLayer[] {
  const analysis = analyzeLayers(image);
  return matchHistory(image).flatMap(({ entry, layer, base }) => {
    const stored = layer === undefined ? undefined : image.layers[layer];
    if (layer === undefined || stored === undefined) return [];
    const size = analysis.layers[layer]?.contentSize ?? 0;
    return [{ index: layer, diffId: stored.diffId, size, ...parseCreatedBy(entry.created_by ?? ""), base }];
  });
}
