import { contentSearchPageSchema } from "#contract/contentSearch.ts";
import { routes } from "#contract/routes.ts";
import type { Analysis } from "../imageChecker/analysis.ts";
import { listingTable, listingView, parseTable } from "../imageChecker/listingView.ts";
import type { Json } from "../imageChecker/savedImage.ts";
import { searchView } from "../imageChecker/searchView.ts";
import { treeView } from "../imageChecker/treeView.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";

/** In some files of most images, and in any case. */
const SEARCHED = "Ed";

/** Compares the lists of all files, shown and to be downloaded, and a search in all of them, with the archive. */
export async function compareLists(server: ServerClient, analysis: Analysis): Promise<Comparison> {
  const { id, layers } = analysis.image;
  const parts = [compareJson(searchView(analysis, SEARCHED), await searched(server, id), "search")];
  for (const layer of layers.keys()) {
    const tree: unknown = await (await server.fetch(routes.layerTree(id, layer))).json();
    parts.push(compareJson(treeView(analysis, layer), tree, `tree ${layer}`));
    for (const shown of ["layer", "root"] as const) {
      const rows = listingView(analysis, layer, shown);
      const json: unknown = await (await server.fetch(routes.layerListing(id, layer, { of: shown }))).json();
      const csv = await (await server.fetch(routes.layerListing(id, layer, { of: shown, format: "csv" }))).text();
      parts.push(compareJson(rows, json, `listing ${shown} ${layer}`));
      parts.push(compareJson(listingTable(rows), parseTable(csv), `table ${shown} ${layer}`));
    }
  }
  return together(parts);
}

/** All pages as one. */
async function searched(server: ServerClient, id: string): Promise<Json> {
  const sums = { hits: [] as Json[], files: 0, binary: 0, bytes: 0, cut: 0, done: 0, total: 0 };
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const answer = await server.fetch(routes.imageSearch(id, { text: SEARCHED, ...(after && { after }) }));
    const { hits, next, done, total, ...counts } = contentSearchPageSchema.parse(await answer.json());
    for (const { excerpt, start, end, ...place } of hits) {
      if (excerpt.slice(start, end).toLowerCase() === SEARCHED.toLowerCase()) sums.hits.push(place);
    }
    for (const key of ["files", "binary", "bytes", "cut"] as const) sums[key] += counts[key];
    Object.assign(sums, { done, total });
    after = next;
  }
  return sums;
}
