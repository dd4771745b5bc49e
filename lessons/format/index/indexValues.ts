import type { Range } from "#contract/range.ts";
import type { Findings } from "../findings.ts";
import type { IndexMap, IndexNode } from "./indexNode.ts";

/** A text of index.json and its place. */
export interface Written {
  readonly text: string;
  readonly range: Range;
}

/** Reads values of index.json; what has another type is reported and taken for absent. */
export interface IndexReader {
  readonly file: string;
  readonly findings: Findings;
  /** The first of these keys that has a text that is not empty. */
  text(map: IndexMap, ...keys: string[]): Written | undefined;
  map(map: IndexMap, key: string): IndexMap | undefined;
  /** The items of a list, or the values of an object, in order. */
  list(map: IndexMap, key: string): readonly IndexNode[] | undefined;
}

export function indexReader(file: string, findings: Findings): IndexReader {
  const wrong = (node: IndexNode, key: string, wanted: string): undefined =>
    findings.error(file, node.range, `${key} has to be ${wanted}.`);
  const present = (map: IndexMap, key: string): IndexNode | undefined => {
    const node = map.entries.get(key);
    return node?.kind === "value" && node.value === null ? undefined : node;
  };
  const text = (map: IndexMap, key: string): Written | undefined => {
    const node = present(map, key);
    if (node === undefined) return undefined;
    if (node.kind !== "value") return wrong(node, key, "a text");
    const written = String(node.value);
    return written.trim() === "" ? undefined : { text: written, range: node.range };
  };
  return {
    file,
    findings,
    text: (map, ...keys) => keys.map((key) => text(map, key)).find((found) => found !== undefined),
    map: (map, key) => {
      const node = present(map, key);
      if (node === undefined || node.kind === "map") return node;
      return wrong(node, key, "an object");
    },
    list: (map, key) => {
      const node = present(map, key);
      if (node === undefined) return undefined;
      if (node.kind === "list") return node.items;
      if (node.kind === "map") return [...node.entries.values()];
      return wrong(node, key, "a list");
    },
  };
}
