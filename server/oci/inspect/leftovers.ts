import type { Leftover, Leftovers } from "#contract/imageLeftovers.ts";
import type { FoundNode } from "#server/oci/store/treeNode.ts";
import { devModules, type ReadJson } from "./devModules.ts";
import { duplicates } from "./duplicates.ts";
import type { ReadLayerBytes } from "./imageFiles.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";
import { leftoverFolder, orphanBytecode } from "./leftoverRules.ts";
import type { StoredContent } from "./storedContents.ts";
import { childrenOf, nodesBelow } from "./treeChanges.ts";
import type { DigestOf } from "./waste.ts";

/** Documentation is named if it has at least this many bytes. */
const LARGE_DOCUMENTATION = 1_000_000;
const LISTED = 500;
/** Most folders of modules whose packages are looked at. */
const MOST_MODULES = 50;
/** A larger list of packages is not read. */
const LARGEST_JSON = 8 * 1024 * 1024;

interface Reads {
  readonly digestOf: DigestOf;
  readonly read: ReadLayerBytes;
}

type Found = Pick<Leftover, "code" | "evidence"> & { readonly found: FoundNode };

/** What an image shows and does not need, as far as its paths tell; and files with the same bytes. */
export async function imageLeftovers(image: InspectedImage, { digestOf, read }: Reads): Promise<Leftovers> {
  const analysis = analyzeLayers(image);
  const found = await leftoversIn(analysis, readJson(image, analysis, read));
  const items = found
    .flatMap((one) => byLayer(one, analysis))
    .filter(({ code, bytes }) => bytes >= (code === "documentation" ? LARGE_DOCUMENTATION : 1))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
  return {
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    total: items.length,
    items: items.slice(0, LISTED),
    duplicates: duplicates(image, digestOf),
  };
}

/** Not in what is one already. */
async function leftoversIn({ tree }: LayerAnalysis, read: ReadJson): Promise<Found[]> {
  const found: Found[] = [];
  let modules = 0;
  const waiting: { at: FoundNode; parent: FoundNode | undefined }[] = [
    { at: { path: "", node: tree.root }, parent: undefined },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, parent } = next;
    const code = leftoverFolder(at);
    if (code !== undefined) {
      found.push({ code, found: at });
      continue;
    }
    const orphans = orphanBytecode(at, parent);
    for (const orphan of orphans) found.push({ code: "orphan-bytecode", found: orphan });
    const isModules = at.node.name === "node_modules" && at.node.children !== undefined && modules < MOST_MODULES;
    if (isModules) {
      modules += 1;
      for (const one of await devModules(at, read)) found.push({ code: "dev-modules", ...one });
      continue;
    }
    for (const child of childrenOf(at)) if (child.node.children !== undefined) waiting.push({ at: child, parent: at });
  }
  return found;
}

/** The files at a path by the layers that store them; hard links once. */
function byLayer({ code, found, evidence }: Found, { contentOf }: LayerAnalysis): Leftover[] {
  const contents = new Set<StoredContent>();
  for (const { node } of nodesBelow(found)) {
    const content = contentOf(node);
    if (content !== undefined) contents.add(content);
  }
  const path = `/${found.path}`;
  return [...Map.groupBy(contents, ({ layer }) => layer)].map(([layer, stored]) => ({
    code,
    path,
    bytes: stored.reduce((sum, { size }) => sum + size, 0),
    files: stored.length,
    layer,
    ...(evidence !== undefined && { evidence }),
  }));
}

function readJson({ layers }: InspectedImage, { tree, contentOf }: LayerAnalysis, read: ReadLayerBytes): ReadJson {
  return async (path) => {
    const node = tree.lookup(path)?.node;
    const content = node && contentOf(node);
    if (content === undefined || content.size > LARGEST_JSON || content.entry.sparse !== undefined) return undefined;
    const layer = layers[content.layer];
    if (layer === undefined) return undefined;
    const bytes = await read(layer.diffId, content.entry.offset, content.size);
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return undefined;
    }
  };
}
