import { imageListSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import type { Analysis } from "../imageChecker/analysis.ts";
import { asJson, asList } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson } from "./differences.ts";

/** Removes all images that nothing needs; compares what that is said to free with the layers that no other image has. */
export async function comparePruned(server: ServerClient, analyses: readonly Analysis[]): Promise<Comparison> {
  const before = await idsOf(server);
  const pruned = asJson(await (await server.fetch(routes.imagesPruneAll(), { method: "POST" })).json());
  const after = await idsOf(server);
  const layersOf = (ids: ReadonlySet<string>) =>
    new Map(
      analyses.flatMap(({ image }) =>
        ids.has(image.id) ? image.layers.map(({ diffId, size }) => [diffId, size] as const) : [],
      ),
    );
  const removed = new Set([...before].filter((id) => !after.has(id)));
  const kept = layersOf(after);
  const freed = [...layersOf(removed)].filter(([diffId]) => !kept.has(diffId));
  return compareJson(
    { images: [...removed].sort(), size: freed.reduce((sum, [, size]) => sum + size, 0) },
    { ...pruned, images: asList(pruned.images).map(String).sort() },
    "pruned",
  );
}

async function idsOf(server: ServerClient): Promise<Set<string>> {
  const { images } = imageListSchema.parse(await (await server.fetch(`${routes.images()}?limit=1000`)).json());
  return new Set(images.map(({ id }) => id));
}
