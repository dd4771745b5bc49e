import type { Element, Nodes } from "hast";

const PAGES = new Set(["iframe", "embed", "object", "video", "audio"]);

/** Puts a link in the place of each page or video that stands inside a text. */
export function linkEmbeddedPages(tree: Nodes): void {
  const waiting: Nodes[] = [tree];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    if (!("children" in parent)) continue;
    for (const [index, node] of parent.children.entries()) {
      const link = node.type === "element" && PAGES.has(node.tagName) ? linkTo(node) : undefined;
      if (link === undefined) waiting.push(node);
      else parent.children[index] = link;
    }
  }
}

function linkTo({ properties, children }: Element): Element | undefined {
  const inner = children.find((child) => child.type === "element" && child.tagName === "source");
  const address = properties.src ?? properties.data ?? (inner?.type === "element" ? inner.properties.src : undefined);
  if (typeof address !== "string" || !/^https?:\/\//i.test(address)) return undefined;
  const title = typeof properties.title === "string" && properties.title !== "" ? properties.title : address;
  return {
    type: "element",
    tagName: "a",
    properties: { href: address },
    children: [{ type: "text", value: title }],
  };
}
