import type { Digest } from "#contract/names/digest.ts";
import type { InspectedLayer } from "#server/oci/inspect/inspectedImage.ts";
import { sameAttributes } from "#server/oci/inspect/sameAttributes.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

/** The sha256 of a file of a layer. */
export type FileDigest = (layer: Digest, entry: LayerEntry) => Digest;

/** Whether two layers do the same to what is below them: paths, attributes, contents, whiteouts. Times and the order don't count. */
export function hasSameFiles(a: InspectedLayer, b: InspectedLayer, digestOf: FileDigest): boolean {
  if (a.entries.length !== b.entries.length || bytesOf(a) !== bytesOf(b)) return false;
  const others = new Map(b.entries.map((entry) => [keyOf(entry), entry]));
  if (others.size !== b.entries.length) return false;
  const pairs = a.entries.map((entry) => [entry, others.get(keyOf(entry))] as const);
  if (!pairs.every(([entry, other]) => other !== undefined && isLike(entry, other))) return false;
  return pairs.every(([entry, other]) => other !== undefined && hasSameBytes(entry, other));

  function hasSameBytes(entry: LayerEntry, other: LayerEntry): boolean {
    if (entry.type !== "file" || entry.size === 0) return true;
    return digestOf(a.diffId, entry) === digestOf(b.diffId, other);
  }
}

const bytesOf = ({ entries }: InspectedLayer): number => entries.reduce((sum, { size }) => sum + size, 0);
const keyOf = ({ path, whiteout }: LayerEntry): string => `${whiteout ?? "-"} ${path}`;

function isLike(a: LayerEntry, b: LayerEntry): boolean {
  if (a.whiteout !== undefined) return true;
  const isSameKind = a.type === b.type && a.size === b.size && a.linkTarget === b.linkTarget;
  return isSameKind && a.devMajor === b.devMajor && a.devMinor === b.devMinor && sameAttributes(a, b);
}
