import { routes } from "#contract/routes.ts";
import type { Analysis } from "../imageChecker/analysis.ts";
import { comparisonView, visibleView } from "../imageChecker/comparisonView.ts";
import { differencesView } from "../imageChecker/differencesView.ts";
import { orderedPackages, packagesView, type RpmPackages } from "../imageChecker/packagesView.ts";
import { asJson, asList, type Json } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";

/** Compares what the API says of two images side by side with their archives. */
export async function compareComparison(
  server: ServerClient,
  a: Analysis,
  b: Analysis,
  rpm: ReadonlyMap<string, RpmPackages>,
): Promise<Comparison> {
  const ask = async (path: string): Promise<Json> => asJson(await (await server.fetch(path)).json());
  const [idA, idB] = [a.image.id, b.image.id];
  const { files, paths } = comparisonView(a, b);
  const answered = await ask(routes.imageComparison(idA, idB));
  const page = await ask(routes.comparedEntries(idA, idB, { flat: true }));
  const listed = asList(page.entries).map(asJson);
  const compared = [
    compareJson(files, asJson(answered.files), "files"),
    compareJson(differencesView(a, b), await ask(routes.imageDifferences(idA, idB)), "differences"),
    compareJson(
      packagesView(a, b, { a: rpm.get(idA) ?? {}, b: rpm.get(idB) ?? {} }),
      orderedPackages(await ask(routes.comparedPackages(idA, idB))),
      "packages",
    ),
    compareJson(visibleView(a.tree), picked(asJson(answered.a), ["visible", "files"]), "a"),
    compareJson(visibleView(b.tree), picked(asJson(answered.b), ["visible", "files"]), "b"),
    compareJson(
      paths.filter(({ path }) => path !== "/"),
      listed.map((entry) => picked(entry, ["path", "change", "differences"])).sort(byPath),
      "paths",
    ),
  ];
  return together(compared);
}

const byPath = (x: Json, y: Json): number => (String(x.path) < String(y.path) ? -1 : 1);

function picked(json: Json, keys: readonly string[]): Json {
  return Object.fromEntries(keys.flatMap((key) => (json[key] === undefined ? [] : [[key, json[key]]])));
}
