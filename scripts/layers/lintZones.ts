import { posix } from "node:path";
import type { Layer } from "./layer.ts";
import { mayImport, roomOf } from "./layerRules.ts";
import { LAYERS } from "./layers.ts";

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*Fixture.ts", "**/*Suite.ts", "**/test*.ts"];
/** How deep below a layer's folder the linter knows the way out of it; the test of the table knows all. */
const DEPTHS = ["", "../"];
/** Folders with an alias of their own. */
const ALIASED = /^(contract|dockerfile|server)(\/|$)/;
/** Everything but a file of our own. */
const PACKAGES = ["*", "*/**", "!./**", "!../**", "!#*/**"];

/** The text of biome.imports.json: in an editor the linter says at once what the test of the table says later. */
export function lintZones(): string {
  const outerFirst = LAYERS.toSorted((a, b) => a.folder.split("/").length - b.folder.split("/").length);
  const tests = { includes: TESTS, linter: { rules: { style: { noRestrictedImports: "off" } } } };
  return `${JSON.stringify({ overrides: [...outerFirst.map(zoneOf), tests] }, undefined, 2)}\n`;
}

function zoneOf(layer: Layer): object {
  const group = [...packageGroup(layer), ...siblings(layer), ...forbiddenPlaces(layer), ...exceptions(layer)];
  const noRestrictedImports = { level: "error", options: { patterns: [{ group, message: layer.instead }] } };
  return {
    includes: [`${layer.folder}/${layer.isFlat === true ? "*" : "**"}`],
    linter: { rules: { style: group.length === 0 ? {} : { noRestrictedImports } } },
  };
}

function packageGroup({ packages }: Layer): string[] {
  if (packages === undefined) return [];
  return [...PACKAGES, ...packages.flatMap((name) => [`!${name}`, `!${name}/**`])];
}

/** Layers of one row never import each other. */
function siblings({ folder }: Layer): string[] {
  return folder.endsWith("/*") ? ["../*/**", "!../../**"] : [];
}

/** How a file of the layer would write an import from where it may not. A folder that is all forbidden stands for those in it. */
function forbiddenPlaces(layer: Layer): string[] {
  const from = layer.folder.replace("*", "x");
  const room = roomOf(`${from}/x.ts`);
  const isForbidden = ({ folder }: Layer): boolean =>
    folder !== layer.folder && room !== undefined && !mayImport(room, `${folder.replace("*", "y")}/x.ts`);
  const within = (place: string): Layer[] =>
    LAYERS.filter(({ folder }) => folder === place || folder.startsWith(`${place}/`));
  const found = LAYERS.filter(isForbidden).map(({ folder, isFlat }) => {
    const outer = parentsOf(folder).find((place) => within(place).every(isForbidden));
    const inner = isFlat === true && outer === undefined ? "*" : "**";
    return `${outer ?? folder.replace("/*", "")}/${inner}`;
  });
  return [...new Set(found)].flatMap((place) => written(from, place));
}

/** Files and folders that the layer may import out of a layer that it may not import as a whole. */
function exceptions({ folder, may }: Layer): string[] {
  const parts = may.flatMap((place) => {
    if (place.endsWith(".ts")) return [place];
    const room = roomOf(`${place}/x.ts`);
    return room === undefined || room.root === place ? [] : [`${place}/**`];
  });
  return parts.flatMap((part) => written(folder, part)).map((pattern) => `!${pattern}`);
}

function parentsOf(folder: string): string[] {
  const parts = folder.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function written(from: string, to: string): string[] {
  const alias = ALIASED.test(to) ? [`#${to}`] : [];
  const relative = posix.relative(from, to);
  // `../*` is a layer's own folder for a file that lies deeper in it.
  return /^[./]*\*+$/.test(relative) ? alias : [...alias, ...DEPTHS.map((depth) => depth + relative)];
}
