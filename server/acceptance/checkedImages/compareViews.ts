import { routes } from "#contract/routes.ts";
import type { Analysis } from "../imageChecker/analysis.ts";
import { diveView } from "../imageChecker/diveView.ts";
import { type EntriesAsked, entriesView } from "../imageChecker/entriesView.ts";
import { LAYER_PAGE, layerPages, pathView } from "../imageChecker/fileViews.ts";
import { chainView, detailView, historyView, inspectView, stackView } from "../imageChecker/imageViews.ts";
import { comparableLeftovers, leftoversView } from "../imageChecker/leftoversView.ts";
import { mapNodes } from "../imageChecker/mapNodes.ts";
import { answeredSums, mapSums } from "../imageChecker/mapView.ts";
import { isFolder } from "../imageChecker/merge.ts";
import { asJson, asList } from "../imageChecker/savedImage.ts";
import { versionsView } from "../imageChecker/versionsView.ts";
import { orderedWaste, wasteView } from "../imageChecker/wasteView.ts";
import type { ServerClient } from "../serverClient.ts";
import { compareDownloads } from "./compareDownloads.ts";
import { compareLists } from "./compareLists.ts";
import { type Comparison, compareJson, together } from "./differences.ts";

/** Most folders and files of one image that are requested. */
const MOST_PATHS = 8;

/** Most levels of folders that one answer has. */
const WHOLE_MAP = 8;

/** Compares everything that the API shows of an image with its archive. */
export async function compareViews(server: ServerClient, analysis: Analysis): Promise<Comparison> {
  const { id, layers } = analysis.image;
  const ask = async (path: string): Promise<unknown> => (await server.fetch(path)).json();
  const compared = async (name: string, path: string, right: unknown, without: readonly string[] = []) =>
    compareJson(right, dropped(await ask(path), without), name);
  const parts = [
    await compared("image", routes.image(id), detailView(analysis), ["built"]),
    await compared("stack", routes.imageLayers(id), stackView(analysis), ["provenance", "baseName", "source"]),
    await compared("history", routes.imageHistory(id), historyView(analysis), ["provenance"]),
    await compared("inspect", routes.imageInspect(id), inspectView(analysis), ["Metadata"]),
    await compared("facts", routes.imageFacts(id), chainView(analysis), ["compressed", "sharedWith", "base"]),
    compareJson(wasteView(analysis), orderedWaste(asJson(await ask(routes.imageWaste(id)))), "waste"),
    await compared("efficiency", routes.imageEfficiency(id), diveView(analysis)),
    compareJson(
      comparableLeftovers(leftoversView(analysis)),
      comparableLeftovers(asJson(await ask(routes.imageLeftovers(id)))),
      "leftovers",
    ),
    compareJson(mapSums(analysis), answeredSums(asJson(await ask(routes.imageMap(id, "/", 1)))), "map"),
  ];
  const { nodes } = asJson(await ask(routes.imageMap(id, "/", WHOLE_MAP)));
  parts.push(compareJson(mapNodes(analysis, asList(nodes).map(asJson), WHOLE_MAP), nodes, "map nodes"));
  for (const index of layers.keys()) {
    for (const [page, right] of layerPages(analysis, index).entries()) {
      parts.push(await compared(`layer ${index}`, routes.layerFiles(id, index, page * LAYER_PAGE), right));
    }
  }
  for (const [index, asked] of entriesAsked(analysis)) {
    const path = routes.layerEntries(id, index, { ...asked, folder: `/${asked.folder}` });
    parts.push(await compared(`entries ${path}`, path, entriesView(analysis, index, asked)));
  }
  for (const path of pathsOf(analysis)) {
    parts.push(await compared(`files ${path}`, routes.imageFiles(id, path), pathView(analysis, path)));
  }
  for (const path of touchedPaths(analysis)) {
    const maker = ["row", "instruction", "text", "base", "provenance"];
    parts.push(
      await compared(`versions ${path}`, routes.imageFileVersions(id, path), versionsView(analysis, path), maker),
    );
  }
  parts.push(await compareLists(server, analysis), await compareDownloads(server, analysis));
  return together(parts);
}

/** Each layer and each root as a whole; of the last one, also the folders of `pathsOf`. */
function entriesAsked(analysis: Analysis): (readonly [number, EntriesAsked])[] {
  const { layers } = analysis.image;
  const all = [...layers.keys()].flatMap((index): (readonly [number, EntriesAsked])[] => [
    [index, { of: "layer", folder: "", flat: true }],
    [index, { of: "layer", folder: "", flat: false }],
    [index, { of: "root", folder: "", flat: true }],
  ]);
  const top = layers.length - 1;
  if (top < 0) return [];
  const folders = pathsOf(analysis)
    .map((path) => path.slice(1))
    .filter((path) => isFolder(analysis.tree.get(path)));
  return [...all, ...folders.map((folder) => [top, { of: "root", folder, flat: false }] as const)];
}

/** The root, then folders, then other paths, each last to first; only names that fit into a URL. */
function pathsOf({ tree }: Analysis): string[] {
  const paths = [...tree.keys()].filter((path) => path !== "" && path.isWellFormed()).reverse();
  const folders = paths.filter((path) => isFolder(tree.get(path))).slice(0, MOST_PATHS);
  const others = paths.filter((path) => !isFolder(tree.get(path))).slice(0, MOST_PATHS);
  return ["", ...folders, ...others].map((path) => `/${path}`);
}

/** Paths that layers changed or deleted, the last layers first. */
function touchedPaths({ layers }: Analysis): string[] {
  const touched = layers.toReversed().flatMap(({ paths }) => paths.filter(({ change }) => change !== "added"));
  const paths = new Set(touched.map(({ path }) => path).filter((path) => path.isWellFormed()));
  return [...paths].slice(0, MOST_PATHS).map((path) => `/${path}`);
}

/** A JSON value without these fields, wherever they are. */
function dropped(value: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0) return value;
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (fields.includes(key) ? undefined : inner)));
}
