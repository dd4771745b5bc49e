import type { Seam } from "./planSeams.ts";

const SVG = "http://www.w3.org/2000/svg";

/** Makes the drawing show these seams, reusing its paths: a scrolled pixel changes one attribute of each. */
export function drawSeams(svg: SVGSVGElement, seams: readonly Seam[]): void {
  while (svg.childElementCount > seams.length) svg.lastElementChild?.remove();
  while (svg.childElementCount < seams.length) svg.append(document.createElementNS(SVG, "path"));
  for (const [index, seam] of seams.entries()) {
    const path = svg.children[index];
    if (!path) continue;
    set(path, "d", seam.path);
    set(path, "data-kind", seam.rock === undefined ? "thread" : "ribbon");
    set(path, "data-rock", seam.rock ?? "");
    set(path, "data-strong", String(seam.strong));
  }
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
