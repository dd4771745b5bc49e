import type { Parents, PhrasingContent } from "mdast";
import { PORT_ADDRESS } from "./places.ts";

/** Makes links of the addresses of ports that stand in a node's own text. */
export function portLinks(parent: Parents): void {
  const { children } = parent;
  for (let index = children.length - 1; index >= 0; index--) {
    const node = children[index];
    if (node?.type !== "text") continue;
    const parts = splitText(node.value);
    // Where text is allowed, links are.
    if (parts.length > 1) (children as PhrasingContent[]).splice(index, 1, ...parts);
  }
}

function splitText(text: string): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let kept = 0;
  for (const { 0: url, index } of text.matchAll(PORT_ADDRESS)) {
    const trimmed = url.replace(/[.,:;!?]+$/, "");
    parts.push({ type: "text", value: text.slice(kept, index) });
    parts.push({ type: "link", url: trimmed, children: [{ type: "text", value: trimmed }] });
    kept = index + trimmed.length;
  }
  parts.push({ type: "text", value: text.slice(kept) });
  return parts;
}
