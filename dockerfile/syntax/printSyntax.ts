import type { SyntaxDocument } from "./parseSyntax.ts";

/** The text of the tree: its nodes cover the document, so that this gives back what was read. */
export function printSyntax({ text, nodes }: SyntaxDocument): string {
  return nodes.map(({ start, end }) => text.slice(start, end)).join("");
}
