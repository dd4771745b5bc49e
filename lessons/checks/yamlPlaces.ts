import { type Document, isCollection, isMap, isNode, isPair, isScalar, type LineCounter, type Node } from "yaml";
import type { Range } from "#contract/range.ts";

/** Offsets in a YAML text as a range. */
export function yamlRange(lines: LineCounter, start: number, end: number): Range {
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
  };
  return { start: position(start), end: position(Math.max(start, end)) };
}

/**
 * The place of a value, or of what comes closest above it. Indexes that the text does not have, because one may be written
 * without a list, are skipped. `key`: the place of one of its keys.
 */
export function placeIn(document: Document, lines: LineCounter, path: readonly PropertyKey[], key?: string): Range {
  let node: unknown = document.contents;
  let named: Node | undefined;
  for (const part of path) {
    if (typeof part === "number" && !isListNode(node)) continue;
    const next = isCollection(node) ? childOf(node, part) : undefined;
    if (next === undefined) break;
    named = next.key ?? named;
    node = next.value;
  }
  const keyNode = key !== undefined && isCollection(node) ? childOf(node, key)?.key : undefined;
  const [start = 0, end = 0] = (keyNode ?? (isNode(node) ? node : named))?.range ?? [];
  return yamlRange(lines, start, end);
}

function isListNode(node: unknown): boolean {
  return isCollection(node) && !isMap(node);
}

function childOf(node: unknown, part: PropertyKey): { readonly key?: Node; readonly value: unknown } | undefined {
  if (!isCollection(node)) return undefined;
  if (!isMap(node)) return { value: node.items[Number(part)] };
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part));
  if (pair === undefined) return undefined;
  return { value: pair.value, ...(isNode(pair.key) && { key: pair.key }) };
}
