import type { Analysis } from "./analysis.ts";
import { inspected } from "./inspected.ts";
import { bytesOf, type Change, pathsBelow } from "./layerChanges.ts";
import { madeBy } from "./madeBy.ts";
import { kindOf, type Stored, type Tree } from "./merge.ts";
import { asJson, digestOf, type Json } from "./savedImage.ts";

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** `/layers` */
export function stackView(analysis: Analysis): Json {
  const { image, base, rows, dead } = analysis;
  const sizes = image.layers.map(({ size }) => size);
  return {
    image: image.id,
    tags: image.tags,
    size: sum(sizes),
    ownSize: sum(sizes.slice(base.layers)),
    dead: sum(dead.map(({ bytes }) => bytes)),
    rows: rows.map(({ index, entry, layer, base }) => {
      const createdBy = String(entry.created_by ?? "");
      return {
        index,
        ...madeBy(createdBy),
        createdBy,
        ...(entry.created !== undefined && { created: entry.created }),
        base,
        ...(layer !== undefined && { layer: slab(analysis, layer) }),
      };
    }),
  };
}

function slab({ image, layers, dead, tree }: Analysis, index: number): Json {
  const { diffId, size } = image.layers[index] ?? {};
  const { paths = [], shown = [] } = layers[index] ?? {};
  const { before = tree } = layers[index] ?? {};
  const count = (change: Change): number => paths.filter((path) => path.change === change).length;
  const gone = paths.filter(({ change }) => change === "deleted").map(({ path }) => pathsBelow(before, path));
  return {
    index,
    diffId,
    size,
    contentSize: bytesOf(shown),
    added: count("added"),
    changed: count("changed"),
    deleted: sum(gone),
    dead: sum(dead.filter(({ storedIn }) => storedIn === index).map(({ bytes }) => bytes)),
    contributed: bytesOf(visibleFiles(tree, index)),
    cumulative: sum(layers.slice(0, index + 1).map((layer) => bytesOf(layer.shown))),
  };
}

/** The files of a layer that have a name in the end. */
function visibleFiles(tree: Tree, index: number): Set<Stored> {
  const files = [...tree.values()].filter((name) => kindOf(name) === "file" && name.stored.layer === index);
  return new Set(files.map(({ stored }) => stored));
}

/** `/history` */
export function historyView({ image, rows, layers }: Analysis): Json {
  return {
    image: image.id,
    rows: rows.map(({ index, entry, layer, base }) => ({
      index,
      ...(entry.created !== undefined && { created: entry.created }),
      createdBy: entry.created_by ?? "",
      comment: entry.comment ?? "",
      size: layer === undefined ? 0 : bytesOf(layers[layer]?.shown ?? []),
      ...(layer !== undefined && { layer }),
      ...(entry.empty_layer === true && { empty: true }),
      base,
    })),
  };
}

/** `/inspect` */
export function inspectView({ image, layers }: Analysis): Json {
  return inspected(image, sum(layers.map(({ shown }) => bytesOf(shown))));
}

/** `/facts`, as far as it does not depend on other images: a chain ID for each layer. */
export function chainView({ image }: Analysis): Json {
  let chain = "";
  const layers = image.layers.map(({ diffId }, index) => {
    chain = chain === "" ? diffId : digestOf(`${chain} ${diffId}`);
    return { index, chainId: chain };
  });
  return { image: image.id, layers };
}

/** The image itself. */
export function detailView({ image, layers }: Analysis): Json {
  const { config } = image;
  const variant = config.variant ? `/${config.variant}` : "";
  return {
    id: image.id,
    tags: image.tags,
    platform: `${config.os}/${config.architecture}${variant}`,
    size: sum(image.layers.map(({ size }) => size)),
    contentSize: sum(layers.map(({ shown }) => bytesOf(shown))),
    layers: image.layers.length,
    ...(config.created !== undefined && { created: config.created }),
    manifest: image.manifest,
    config: asJson(withoutNulls(config)),
  };
}

/** Go writes null for what isn't there. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, inner: unknown) => (inner === null ? undefined : inner)));
}
