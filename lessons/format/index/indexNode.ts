import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Range } from "#contract/range.ts";
import type { Findings } from "../findings.ts";
import { FILE_START, fileText, type LessonText } from "../lessonText.ts";

/** A value of index.json with its place. */
export type IndexNode =
  | { readonly kind: "map"; readonly range: Range; readonly entries: ReadonlyMap<string, IndexNode> }
  | { readonly kind: "list"; readonly range: Range; readonly items: readonly IndexNode[] }
  | { readonly kind: "value"; readonly range: Range; readonly value: string | number | boolean | null };

export type IndexMap = IndexNode & { kind: "map" };

/** How deep values nest. */
const MAX_NESTING = 40;

/** Reads index.json strictly, and goes on after a mistake with what a tolerant reader makes of it; index.yaml as YAML. */
export function parseIndex(file: string, text: string, findings: Findings): IndexMap | undefined {
  const source = fileText(file, text);
  if (nesting(text) > MAX_NESTING) return findings.error(file, FILE_START, `${file} nests too deeply.`);
  const isStrict = !file.endsWith(".json") || checkJson(source, findings);
  const document = parse(text);
  const fault = document.errors[0];
  if (fault !== undefined || document.contents === null) {
    if (isStrict)
      findings.error(
        file,
        source.rangeOf(...(fault?.pos ?? [0, 0])),
        fault?.message.split("\n")[0] ?? `${file} is empty.`,
      );
    return undefined;
  }
  const root = toIndexNode(document.contents, source);
  if (root?.kind === "map") return root;
  if (isStrict) findings.error(file, FILE_START, `${file} is not an object. Start it with { "title": … }.`);
  return undefined;
}

function parse(text: string) {
  return parseDocument(text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: "silent",
  });
}

/** Reports what JSON rejects; false if something was. */
function checkJson({ file, text, rangeOf }: LessonText, findings: Findings): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.trimEnd().length);
    const start = Math.min(at, text.length);
    findings.error(
      file,
      rangeOf(start, Math.min(start + 1, text.length)),
      `${file} is not valid JSON here. ${jsonAdvice(text, start)}`,
    );
    return false;
  }
}

function jsonAdvice(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 200), at).trimEnd();
  const next = text.slice(at).trimStart().charAt(0);
  if (next === "") return "It ends too early: close every bracket and quote.";
  if (before.endsWith(",") && (next === "}" || next === "]")) return "Remove the comma before the bracket.";
  if (next === '"') return "Put a comma or a colon in front of this text.";
  if (next === "'") return "Use double quotes.";
  if (next === "/" || next === "#") return "Remove the comment.";
  return "Look for a missing quote, comma, or bracket.";
}

/** How deep brackets nest, those in texts too. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function toIndexNode(node: unknown, source: LessonText, depth = 0): IndexNode | undefined {
  if (depth > MAX_NESTING || isAlias(node)) return undefined;
  if (isScalar(node)) return { kind: "value", range: rangeOf(node, source), value: plainValue(node.value) };
  if (isSeq(node)) {
    const items = node.items.map((item) => toIndexNode(item, source, depth + 1));
    return { kind: "list", range: rangeOf(node, source), items: items.filter((item) => item !== undefined) };
  }
  if (!isMap(node)) return undefined;
  const entries = new Map<string, IndexNode>();
  for (const { key, value } of node.items) {
    const made = toIndexNode(value, source, depth + 1);
    if (isScalar(key) && made !== undefined) entries.set(String(key.value), made);
  }
  return { kind: "map", range: rangeOf(node, source), entries };
}

function rangeOf({ range }: Node, source: LessonText): Range {
  return range ? source.rangeOf(range[0], range[1]) : FILE_START;
}

function plainValue(value: unknown): string | number | boolean | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
