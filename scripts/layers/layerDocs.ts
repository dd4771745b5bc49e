import type { Layer } from "./layer.ts";
import { LAYERS } from "./layers.ts";

const BEGIN = "<!-- Written by npm run layers from scripts/layers: change that, not this. -->";
const END = "<!-- end of what npm run layers writes -->";

/** docs/architecture.md with the table as it is now. Throws if the page has lost the place for it. */
export function withLayerTable(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) throw new Error("docs/architecture.md has no place for the table of layers.");
  return `${page.slice(0, begin)}${BEGIN}\n\n${layerTable()}\n\n${page.slice(end)}`;
}

function layerTable(): string {
  const head = ["| folder | may import | the right way |", "|---|---|---|"];
  return [...head, ...LAYERS.map((layer) => `| ${nameOf(layer)} | ${importsOf(layer)} | ${layer.instead} |`)].join(
    "\n",
  );
}

function nameOf({ folder, isFlat }: Layer): string {
  return isFlat === true ? `\`${folder}\`, its own files` : `\`${folder}\``;
}

function importsOf({ folder, may, packages }: Layer): string {
  const parent = folder.slice(0, folder.lastIndexOf("/") + 1);
  const near = (place: string): string =>
    parent !== "" && place.startsWith(parent) ? place.slice(parent.length) : place;
  const names = [...may.map(near), ...(packages ?? [])].map((name) => `\`${name}\``);
  return names.length === 0 ? "nothing" : names.join(", ");
}
