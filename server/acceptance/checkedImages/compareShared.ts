import { imageListSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import type { Analysis } from "../imageChecker/analysis.ts";
import { detailView } from "../imageChecker/imageViews.ts";
import { asJson, asList, type Json } from "../imageChecker/savedImage.ts";
import { type AtHand, factsView, sharingView } from "../imageChecker/sharedView.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";

/** Compares what the API says of all images of a workspace together with their archives. `pulled`: the bases at hand. */
export async function compareShared(
  server: ServerClient,
  analyses: readonly Analysis[],
  pulled: readonly AtHand[],
): Promise<Comparison> {
  const ask = async (path: string): Promise<Json> => asJson(await (await server.fetch(path)).json());
  const { images } = imageListSchema.parse(await ask(`${routes.images()}?limit=1000`));
  const ids = new Set(images.map(({ id }) => String(id)));
  const own = [...new Map(analyses.map((one) => [one.image.id, one])).values()].filter(({ image }) =>
    ids.has(image.id),
  );
  const tagsOf = (id: string) => images.find((image) => image.id === id)?.tags ?? [];
  const atHand = own.map(({ image }): AtHand => {
    return { id: image.id, names: tagsOf(image.id), layers: image.layers.map(({ diffId }) => diffId) };
  });
  const parts = [compareJson(ids.size, own.length, "images")];
  for (const analysis of own) {
    const { id } = analysis.image;
    const { manifest: _manifest, config: _config, ...detail } = detailView(analysis);
    const summary = { ...detail, tags: tagsOf(id) };
    const { built, ...listed } = images.find((image) => image.id === id) ?? { built: false };
    parts.push(compareJson(summary, listed, `list ${id}`));
    const facts = await ask(routes.imageFacts(id));
    const layers = asList(facts.layers).map((layer) => {
      const { compressed: _compressed, ...others } = asJson(layer);
      return others;
    });
    const right = factsView(analysis, [...atHand, ...pulled], built);
    parts.push(compareJson(right, { ...facts, layers }, `facts ${id}`));
  }
  const sharing = sharingView(own);
  parts.push(compareJson(sharing, ordered(await ask(routes.imageSharing())), "sharing"));
  const use = { total: own.length, active: 0, bytes: sharing.stored, reclaimable: sharing.stored };
  parts.push(compareJson(use, (await ask(routes.systemDf())).images, "disk use"));
  return together(parts);
}

/** In the order of digests. */
function ordered({ layers, ...sums }: Json): Json {
  const sorted = asList(layers)
    .map(asJson)
    .map((layer) => ({ ...layer, images: asList(layer.images).map(String).sort() }) as Json)
    .sort((a, b) => (String(a.diffId) < String(b.diffId) ? -1 : 1));
  return { ...sums, layers: sorted };
}
